import { MOST_COLUMNS } from './data-table.ts';
import { cardLabels } from './queue-section.ts';
import { roleWords } from './role-mark.ts';
import { writtenWord } from './written-word.ts';

/** One accent; greys that keep 4.5:1 for text and 3:1 for marks in both schemes. No red, no amber: nothing here is an alarm. */
const light = {
  paper: '#fcfcfb',
  panel: '#f4f5f4',
  ink: '#1d2329',
  soft: '#555f69',
  rule: '#d8dcdf',
  mark: '#7b858e',
  accent: '#1f5a78',
  wash: '#e6eef3',
};
const dark: typeof light = {
  paper: '#14181b',
  panel: '#1b2024',
  ink: '#e2e6e9',
  soft: '#a3adb6',
  rule: '#333b42',
  mark: '#818c96',
  accent: '#86bdd8',
  wash: '#1f2f39',
};

function variables(colours: typeof light, scheme: 'light' | 'dark'): string {
  const list = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  return `color-scheme:${scheme};${list.join(';')}`;
}

const places = Array.from({ length: MOST_COLUMNS }, (_, index) => index + 1);
const numbers = places.map((place) => `.n${place} :is(thead,tbody) :nth-child(${place}):is(th,td)`).join();
const codes = places.map((place) => `.c${place} tbody td:nth-child(${place})`).join();

const HOUR = '.rows[id] td:nth-child(3)';

export const pageStyle = `
:root{${variables(light, 'light')}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${variables(dark, 'dark')}}}
:root[data-theme=dark]{${variables(dark, 'dark')}}
html[lang=en] :is(x-fr,.fr),html[lang=fr] :is(x-en,.en),[hidden]{display:none!important}
*{box-sizing:border-box}
html{font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue","Liberation Sans",Arial,sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%;font-variant-numeric:tabular-nums lining-nums}
body{margin:0}
h1,h2,h3,h4,h5,h6,p,ul,ol,dl,dd,figure{margin:0;padding:0}
h1,h2,h3,h4,h5,h6{font-weight:600;line-height:1.25;text-wrap:balance}
bdi,dd,.code,.ids,tbody :is(td,th){overflow-wrap:anywhere}
.ranked :is(td,thead th){overflow-wrap:normal}
.ranked td{overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
section:focus,table:focus{outline:none}
section:focus-visible,table:focus-visible{outline:2px solid var(--accent);outline-offset:6px}
.num{text-align:right;white-space:nowrap}
:is(${numbers}){text-align:right;white-space:nowrap}
${writtenWord(`${HOUR}.hn`, 'night')}
${writtenWord(`${HOUR}:not([class])`, 'day')}
${writtenWord(`${HOUR}.hu`, 'hourUnknown')}
${roleWords()}
${writtenWord('.group td.yes', 'yes')}
.code,code,.ids,:is(${codes}){font-family:ui-monospace,"SF Mono","Cascadia Mono","Liberation Mono",Menlo,Consolas,monospace;font-size:.84em}
.id{color:var(--soft);font-weight:400;font-size:.86em;margin-right:.25em}
.meta,.meta-inline{color:var(--soft);font-size:.875rem}
.skip{position:absolute;left:-999em;top:0;background:var(--paper);padding:.6rem 1rem;z-index:2}
.skip:focus{left:1rem;top:1rem}

.page{max-width:84rem;margin:0 auto;padding:0 1.25rem}
.side{padding:1.5rem 0 1rem;border-bottom:1px solid var(--rule)}
.brand{font-weight:600;letter-spacing:.02em}
.side nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem;margin-top:.6rem}
.side nav a{display:inline-block;padding:.2rem 0;color:var(--ink);text-decoration:none}
.side nav a:hover{text-decoration:underline}
.side nav .within a{padding-left:1rem;color:var(--soft)}
.side nav .count{color:var(--soft);margin-left:.35em}
.controls{display:flex;flex-wrap:wrap;gap:.6rem 1.5rem;margin-top:.9rem}
.controls fieldset{border:0;margin:0;padding:0;min-width:0}
.controls legend{padding:0;color:var(--soft);font-size:.8125rem;margin-bottom:.2rem}
.choice{display:inline-flex;border:1px solid var(--mark);border-radius:4px;overflow:hidden}
button{font:inherit;color:inherit;background:none;border:0;cursor:pointer;min-height:1.75rem}
.choice button{padding:.2rem .55rem;font-size:.875rem}
.choice button+button{border-left:1px solid var(--mark)}
.choice button:focus-visible{outline-offset:-3px}
.choice [aria-pressed=true]{background:var(--accent);color:var(--paper)}
.quiet{padding:.2rem .6rem;border:1px solid var(--mark);border-radius:4px;font-size:.875rem}
.quiet:hover{background:var(--wash)}
.quiet[aria-pressed=true]{background:var(--wash);border-color:var(--accent)}

main{padding:1rem 0 0;min-width:0}
main>section{padding-top:2.25rem}
h1{font-size:1.9rem;letter-spacing:-.012em}
h2{font-size:1.45rem;letter-spacing:-.008em}
h3{font-size:1.0625rem;margin:2.25rem 0 .6rem}
.lede,.principle,main>section>p,.method li,.intro li{max-width:46rem}
.lede{margin-top:.6rem}
.period{color:var(--soft);margin-top:.5rem}
.principle{margin-top:.9rem;padding-left:1rem;border-left:3px solid var(--accent);font-weight:600}
.intro aside{max-width:50rem;margin-top:1.75rem;padding:1.1rem 1.35rem;background:var(--panel);border-radius:6px}
.intro aside h2{font-size:1rem}
.intro aside ul{margin:.5rem 0 .6rem;padding-left:1.1rem}
.queue{border-top:1px solid var(--rule);margin-top:2.5rem}
.queue+.queue,.reading,.method{border-top:1px solid var(--rule);margin-top:3rem}
.tally{margin-top:.6rem;font-weight:600}
main>section>.tally{max-width:none}
.context{margin-top:3rem}
.context .who a{font-weight:400}
.context>.rest{margin-bottom:1.1rem}
.context .ranked{margin-bottom:1.1rem}
.rest{margin-top:.9rem;color:var(--soft)}
.note{padding:.6rem 1rem;border:1px solid var(--mark);border-radius:4px;margin-top:.75rem}

table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding:0 0 .5rem}
th,td{padding:.42rem .9rem .42rem 0;text-align:left;vertical-align:baseline;border-bottom:1px solid var(--rule)}
th.num,td.num{text-align:right}
thead th{font-weight:600;font-size:.8125rem;color:var(--soft);vertical-align:bottom;line-height:1.3}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:600;border-bottom:0}
.scroll{overflow-x:auto;margin-top:.6rem}
.scroll:focus-visible{outline-offset:-2px}
.scroll table{width:auto;min-width:min(100%,36rem)}
.scroll :is(td,th){padding-right:1.6rem}
.scroll :is(td,th),.scroll :is(td,th) bdi{overflow-wrap:break-word}
.scroll tbody :is(td,th){max-width:22rem}
.scroll tbody th{min-width:7.5rem}
.scroll:is(:has(#refused),:has(#quarantine)) tbody :is(td,th){max-width:36rem}
.scroll caption{max-width:min(46rem,calc(100vw - 2.5rem))}
.rows .scroll :is(td,tbody th){white-space:nowrap;max-width:none}
.scroll+p{margin-top:.7rem}
.scroll+.scroll{margin-top:1.75rem}
.rows .scroll{max-height:34rem;overflow:auto}
.rows .scroll thead th{position:sticky;top:0;background:var(--paper)}

.ranked{margin-top:1.5rem}
.ranked td,.ranked th{padding-top:.6rem;padding-bottom:.6rem}
.ranked .rank{padding-right:1.1rem;color:var(--soft);width:1%}
.ranked .who{min-width:9rem;max-width:17rem}
.ranked .who a{font-weight:600}
.ranked .why{min-width:12rem;line-height:1.45}
.ranked .when{min-width:6.6rem}
.ranked .who .code{display:inline-block}
.ranked .tier{min-width:5rem}
.ranked tr>:last-child{padding-right:0}
.ranked .meta{display:block;line-height:1.4}
.ranked thead .num{white-space:normal;max-width:6rem}

.groups>p{max-width:46rem}
.groups>p+p{margin-top:.35rem}
.groups .scroll thead th{white-space:normal;overflow-wrap:normal;max-width:6.5rem}
.group article>.scroll tbody th{min-width:11.5rem}
@media screen{.group article>.scroll :is(td,th){padding-right:1.1rem}}
.group .rows .scroll :is(td,tbody th){min-width:5rem;max-width:24rem;white-space:normal}
.groups>.scroll td,.group article>.scroll td:nth-child(6){white-space:nowrap;max-width:none}
.groups>.scroll td:last-child{white-space:normal}
.group article>.scroll th code{display:block;color:var(--soft)}
.group article>.scroll td:nth-child(2){min-width:6.5rem}
.groups .each{margin-top:1.5rem}
.joins{padding-left:1.1rem}
.joins+p{margin-top:.45rem}
.leads-head{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:end;gap:.5rem 1rem;margin-bottom:.6rem}
.leads-head h3{margin-bottom:0}
:is(.lead,.group){border-top:1px solid var(--rule)}
:is(.lead,.group):last-child{border-bottom:1px solid var(--rule)}
:is(.lead,.group)>summary{display:grid;grid-template-columns:2.4rem minmax(0,1fr) auto;gap:.2rem .9rem;padding:.85rem .25rem;cursor:pointer;list-style:none;align-items:baseline}
:is(.lead,.group)>summary::-webkit-details-marker{display:none}
:is(.lead,.group)>summary:hover{background:var(--panel)}
:is(.lead,.group)>summary .rank{color:var(--soft)}
:is(.lead,.group)>summary h4{font-size:1.0625rem}
:is(.lead,.group)>summary p{color:var(--soft);font-size:.875rem}
:is(.lead,.group)>summary .score{font-weight:600}
:is(.lead,.group)>summary .score::after{content:"";display:inline-block;width:.45rem;height:.45rem;margin:0 .2rem .15rem .8rem;border-right:1.5px solid var(--soft);border-bottom:1.5px solid var(--soft);transform:rotate(45deg)}
:is(.lead,.group)[open]>summary .score::after{transform:rotate(225deg);margin-bottom:-.02rem}
:is(.lead,.group)[open]>summary{border-bottom:1px solid var(--rule)}
:is(.lead,.group)>article{padding:1.25rem 0 2.5rem 3.55rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(12.5rem,1fr));gap:.9rem 1.75rem}
.facts dt,.counts dt{color:var(--soft);font-size:.8125rem}
.part{font-size:1.0625rem;margin:2.4rem 0 .55rem}
article p,article li,figcaption{max-width:50rem}
.reasons{list-style:none}
.reasons .reason{max-width:none;padding:.85rem 0;border-bottom:1px solid var(--rule)}
.reasons .reason:first-child{border-top:1px solid var(--rule)}
.reason-head{display:grid;grid-template-columns:minmax(0,1fr) 17.5rem;gap:.25rem 1.5rem;align-items:baseline}
.reason h6{font-size:1rem}
.weigh{display:grid;grid-template-columns:1fr 4.6rem;align-items:center;gap:.6rem}
.bar{width:100%;height:12px;display:block;overflow:visible}
.bar path{stroke:var(--mark);stroke-width:1;vector-effect:non-scaling-stroke}
.plus{fill:var(--accent)}
.minus{fill:none;stroke:var(--mark);stroke-width:1.5;vector-effect:non-scaling-stroke}
.sentence{margin-top:.15rem}
.reason .meta{margin-top:.2rem}
.trust{white-space:nowrap;border:1px solid var(--rule);border-radius:3px;padding:0 .35em;margin-left:.25em;font-size:.8125rem}
.evidence{margin-top:.35rem;font-size:.9375rem}
.evidence p{margin-top:.35rem}
.evidence[open]{padding-bottom:.35rem}
details details>summary,.reading details>summary{cursor:pointer;color:var(--accent);width:fit-content;padding:.15rem 0;max-width:100%}
details.rows{margin-top:.5rem}
details.rows+p{margin-top:.45rem}
.sum{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;justify-content:flex-end;margin-top:.9rem;max-width:none!important}
.sum .term{white-space:nowrap}
.sum .total{padding-left:1.1rem;border-left:1px solid var(--rule)}
.unknowns{list-style:none}
.unknowns li{padding:.55rem 0;border-bottom:1px solid var(--rule);max-width:none}
.unknowns b{font-weight:600}
figcaption{color:var(--soft);font-size:.9375rem}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem 1.25rem;margin-top:.35rem;font-size:.875rem;color:var(--soft)}
.legend svg{width:12px;height:12px;vertical-align:-1px}
.network circle{r:5.5px}
svg circle,svg .hu{fill:var(--paper);stroke:var(--accent);stroke-width:1.3}
svg .hn,svg .subject{fill:var(--accent)}
svg .hu{stroke:var(--mark)}
.picture{margin-top:.75rem}
.timeline,.network{display:block;max-width:none;font-size:12px}
.timeline text,.network text{fill:var(--soft)}
.network text{fill:var(--ink);unicode-bidi:isolate}
.network .muted{fill:var(--soft)}
svg .end{text-anchor:end}
svg .mid{text-anchor:middle}
svg .head{font-weight:600;fill:var(--ink)}
.grid{stroke:var(--rule);fill:none}
.stroke{stroke:var(--accent);stroke-width:1.6;fill:none}
.lines path{fill:none;stroke:var(--mark);opacity:.5}
.lines .own path{stroke:var(--accent);opacity:.62}
.network circle:not(.subject){stroke:var(--mark)}
.marks path{fill:none;stroke:none}
.marks .hn{marker:url(#mark-hn)}
.marks .hd{marker:url(#mark-hd)}
.marks .hu{marker:url(#mark-hu)}
.timeline.some .marks:not(.picked){opacity:.16}
.timeline.near{cursor:pointer}
.timeline .here{fill:none;stroke:var(--ink);stroke-width:1.5;r:7px}
.shapes{position:absolute}
tr.picked>*{background:var(--wash)}
.readout{min-height:1.6em;font-size:.875rem;color:var(--soft);margin-top:.25rem}
.way{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;margin-top:2rem}

.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19rem,100%),1fr));gap:0 3.5rem}
.counts>div{display:flex;justify-content:space-between;gap:1rem;padding:.35rem 0;border-bottom:1px solid var(--rule)}
.counts dt{font-size:.9375rem;color:inherit}
.reading ul,.method ul{padding-left:1.1rem}
.method p+p{margin-top:.6rem}
footer{border-top:1px solid var(--rule);margin-top:3.5rem;padding:1.25rem 0 3rem;color:var(--soft);font-size:.875rem}
footer p{max-width:50rem}

@media (min-width:75rem){
footer{grid-column:2}
.page{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:0 3.5rem}
.side{position:sticky;top:0;align-self:start;max-height:100vh;overflow:auto;border:0;padding:2.25rem .25rem 1.5rem}
.side nav ul{display:block;margin-top:1.1rem}
.side nav li{border-bottom:1px solid var(--rule)}
.side nav a{display:flex;justify-content:space-between;padding:.45rem 0}
.controls{display:block;margin-top:1.75rem}
.controls fieldset+fieldset{margin-top:.9rem}
.choice button{padding:.2rem .35rem}
}
@media screen and (max-width:52rem){
h1{font-size:1.6rem}
:is(.lead,.group)>article{padding-left:0}
:is(.lead,.group)>summary{grid-template-columns:1.6rem minmax(0,1fr) auto;gap:.2rem .5rem}
.reason-head{grid-template-columns:minmax(0,1fr)}
.facts{grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.7rem 1rem}
.ranked,.ranked tbody,.ranked tr,.ranked td,.ranked th{display:block;max-width:none}
.ranked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ranked caption{display:block}
.ranked tr{display:grid;grid-template-columns:1.6rem 1fr 1fr;gap:.15rem .75rem;padding:.9rem 0;border-bottom:1px solid var(--rule)}
.ranked tr>*{border:0;padding:0!important;min-width:0!important}
.ranked .rank{width:auto;text-align:left;grid-row:1/span 9}
.ranked .who,.ranked .why{grid-column:2/-1}
.ranked td:not(.rank){text-align:left;white-space:normal}
.ranked td:not(.rank)::before{display:block;color:var(--soft);font-size:.8125rem}
${cardLabels()}
.ranked .rank::before{display:none}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:auto}}
@media (forced-colors:active){.plus,svg .hn,svg .subject{fill:CanvasText}.minus,svg circle{stroke:CanvasText}}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{
:root,:root[data-theme=dark],:root:not([data-theme=light]){${variables(light, 'light')};--paper:#fff;--panel:#fff}
html{font-size:9.5pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.page{display:block;max-width:none;padding:0}
.side,.skip,.needs-script,.way,[data-mark],.rows>summary,.evidence>summary::marker{display:none!important}
main{padding:0}
a{color:inherit;text-decoration:none}
.intro aside{border:1px solid var(--rule)}
details::details-content{content-visibility:visible!important;display:block!important}
.groups{break-before:page}
.group{border:0!important}
.lead{break-before:page;border:0!important}
:is(.lead,.group)>summary{padding:0 0 .5rem}
:is(.lead,.group)>summary .score::after{display:none}
:is(.lead,.group)>article{padding:.75rem 0 0}
.queue,.reading,.method{break-before:page;border:0!important;margin:0!important;padding:0!important}
.leads-head{display:none}
h2,h3,h5,h6,caption,.reason-head{break-after:avoid}
.reason,tr,figure,.facts>div{break-inside:avoid}
thead{display:table-header-group}
.scroll,.rows .scroll{overflow:visible;max-height:none}
.rows .scroll :is(td,tbody th){white-space:normal;overflow-wrap:anywhere}
.scroll table{min-width:0;font-size:7.2pt}
.rows .scroll table{font-size:6.6pt}
.scroll :is(td,th){padding:.2rem .45rem .2rem 0;overflow-wrap:anywhere}
.rows .scroll thead th{position:static}
.rows[id] .scroll td:nth-child(2){white-space:nowrap}
.ranked{font-size:8pt}
.ranked :is(td,th){padding:.3rem .5rem .3rem 0!important;min-width:0!important}
.ranked .why{min-width:9rem!important}
.ranked .who{min-width:8rem!important}
.ranked .when{min-width:5.5rem!important}
.ranked thead th{overflow-wrap:normal}
svg.timeline,svg.network{width:100%;height:auto}
.timeline.some .marks:not(.picked){opacity:1}
:root[data-one] :is(.intro,.reading,.method,.queue:not(:has(.one)),.queue>:not(.leads),.leads:not(:has(.one)),.leads>:not(.lead),.lead:not(.one)){display:none}
:root[data-one] :is(.queue,.lead.one){break-before:auto}
}
`;
