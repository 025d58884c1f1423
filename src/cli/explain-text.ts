import { spelledOut } from '../engine/spelled-out.ts';
import type { Explanation, Explanations } from '../explain.ts';
import type { Fact } from '../facts/catalogue.ts';
import type { Miss, Shortfall } from '../indicators/explain-subject.ts';
import type {
  FiredAnswer,
  IndicatorAnswer,
  Neighbour,
  QueueAnswer,
  SilentAnswer,
  UnknownAnswer,
} from '../leads/explain-standing.ts';
import { formats } from '../report/formats.ts';
import type { Language } from '../report/language.ts';
import { message } from '../report/say.ts';
import { heldRows, identifierNames } from '../report/ties.ts';
import { factGap, factName, factValue } from './fact-text.ts';
import { roleName } from './leads-table.ts';
import { type Say, sayIn } from './say-in.ts';
import { wrapped } from './wrapped.ts';

/** Lines are no longer than this on any terminal. */
const WIDTH = 80;

type Unit = Fact['unit'];

/** Everything about one person, for a terminal. Names are not shown: the terminal keeps a history. */
export function explainText({ asOf, subjects }: Explanations, language: Language): string {
  const say = sayIn(language);
  const at = formats[language].minute(asOf);
  const lines = [
    ...subjects.flatMap((subject) => [...new Page(subject, language).lines(), '']),
    ...wrapped(
      say(
        `As of ${at} UTC. A lead is not an accusation: people decide.`,
        `État au ${at} UTC. Une piste n’est pas une accusation : ce sont des personnes qui décident.`,
      ),
      WIDTH,
    ),
  ];
  return lines.join('\n');
}

/** The lines about one subject. */
class Page {
  readonly #subject: Explanation;
  readonly #language: Language;
  readonly #say: Say;
  readonly #units: ReadonlyMap<string, Unit>;

  constructor(subject: Explanation, language: Language) {
    this.#subject = subject;
    this.#language = language;
    this.#say = sayIn(language);
    this.#units = new Map(subject.facts.map(({ fact, unit }) => [fact, unit]));
  }

  lines(): string[] {
    const { queues } = this.#subject;
    const said = new Set<string>();
    return [
      ...this.#standing(),
      ...queues.flatMap((answers, index) => this.#queue(answers, index === 0, said)),
      ...this.#paths(),
      ...this.#ties(),
      ...this.#neighbours(),
      ...this.#facts(),
    ];
  }

  #standing(): string[] {
    const say = this.#say;
    const { whole } = formats[this.#language];
    const { role, id, kind, ranks, queue, tier, facts } = this.#subject;
    const lines = [title(`${capital(roleName(role, this.#language))} ${spelledOut(id)}`), ...this.#corridor()];
    if (ranks === null) {
      lines.push(
        ...wrapped(
          kind === 'payer'
            ? say(
                'Not ranked: no indicator fired, in either queue.',
                'Non classé : aucun indicateur ne s’est déclenché, dans aucune des deux files.',
              )
            : say('Not ranked: no indicator fired.', 'Non classé : aucun indicateur ne s’est déclenché.'),
          WIDTH,
        ),
      );
      if (facts.some(({ fact, value }) => fact === 'transfers' && value === 0))
        lines.push(
          ...wrapped(
            say(
              'None of its transfers is counted: they were cancelled, are pending, were refunded, or went to oneself.',
              'Aucun de ses transferts n’est compté : annulés, en attente, remboursés ou faits à soi-même.',
            ),
            WIDTH,
          ),
        );
      return lines;
    }
    const inQueue = `${whole(ranks.rankInQueue)} ${say('of', 'sur')} ${whole(ranks.ofQueue)}`;
    lines.push(
      ...wrapped(
        say(
          `Rank ${inQueue} in the ${this.#queueName(queue)} (${whole(ranks.rank)} over both queues). ${this.#readWhen(tier)}.`,
          `Rang ${inQueue} dans la ${this.#queueName(queue)} (${whole(ranks.rank)} sur les deux files). ${this.#readWhen(tier)}.`,
        ),
        WIDTH,
      ),
      ...this.#nextTier(),
    );
    return lines;
  }

  #corridor(): string[] {
    const { corridor } = this.#subject;
    if (corridor === null) return [];
    const say = this.#say;
    const { whole } = formats[this.#language];
    const { country, transfers, transfersElsewhere } = corridor;
    const where =
      country === null
        ? say(
            'the countries paid fewer than three times each, or not known',
            'les pays payés moins de trois fois chacun, ou non connus',
          )
        : say(`one corridor, ${country}`, `un couloir, ${country}`);
    return wrapped(
      say(
        `All that follows is about ${where}: ${whole(transfers)} of ${whole(transfers + transfersElsewhere)} transfers.`,
        `Tout ce qui suit porte sur ${where} : ${whole(transfers)} transferts sur ${whole(transfers + transfersElsewhere)}.`,
      ),
      WIDTH,
    );
  }

  #nextTier(): string[] {
    const { nextTier, queue } = this.#subject;
    if (nextTier === null) return [];
    const say = this.#say;
    const { decimal, whole } = formats[this.#language];
    const { score, families, tier, crowd } = nextTier;
    const reached = say('reached', 'atteint');
    const missing = (short: number, text: string): string =>
      short === 0 ? reached : `${say('short by', 'manque')} ${text}`;
    const scoreShort = missing(score.short, decimal(score.short, 4));
    const familiesShort = missing(families.short, whole(families.short));
    return wrapped(
      say(
        `The ${this.#tierName(tier)} takes a ${this.#scoreWord(queue)} of ${decimal(score.needs, 4)} (has ${decimal(score.has, 4)}: ${scoreShort}) and ${whole(families.needs)} independent famil${families.needs === 1 ? 'y' : 'ies'} of indicators at half strength or more (has ${whole(families.has)}: ${familiesShort}).`,
        `Le ${this.#tierName(tier)} demande un ${this.#scoreWord(queue)} de ${decimal(score.needs, 4)} (a ${decimal(score.has, 4)} : ${scoreShort}) et ${whole(families.needs)} famille${families.needs < 2 ? '' : 's'} indépendante${families.needs < 2 ? '' : 's'} d’indicateurs à mi-force au moins (a ${whole(families.has)} : ${familiesShort}).`,
      ) +
        (crowd === null
          ? ''
          : say(
              ` It takes nobody whom shared payees join to more than ${whole(crowd.atMost)} other proposed payers, unless near to a known subject (has ${whole(crowd.has)}).`,
              ` Il ne prend personne que des bénéficiaires partagés relient à plus de ${whole(crowd.atMost)} autres payeurs proposés, sauf proximité d’une personne connue (a ${whole(crowd.has)}).`,
            )),
      WIDTH,
    );
  }

  /** What has been said of an explanation that speaks in both queues is not said twice. */
  #queue(answers: QueueAnswer, isOwn: boolean, said: Set<string>): string[] {
    const say = this.#say;
    const { queue } = answers;
    const fresh = <T extends IndicatorAnswer>(all: readonly T[]): readonly T[] =>
      all.filter(({ indicator }) => !said.has(indicator));
    const [silent, silentAgainst, unknown] = [
      fresh(answers.silent),
      fresh(answers.silentAgainst),
      fresh(answers.unknown),
    ];
    for (const { indicator } of [...silent, ...silentAgainst, ...unknown]) said.add(indicator);
    const safeguarding = queue === 'safeguarding';
    return [
      '',
      title(
        isOwn
          ? capital(this.#queueName(queue))
          : say(`For comparison: the ${this.#queueName(queue)}`, `Pour comparaison : la ${this.#queueName(queue)}`),
      ),
      ...this.#fired(answers),
      ...this.#section(
        safeguarding
          ? say('Signs that are not there', 'Signes absents')
          : say('What did not fire', 'Ce qui ne s’est pas déclenché'),
        silent.flatMap((each) => this.#silent(each)),
      ),
      ...this.#section(
        say('Ordinary explanations that do not apply', 'Explications ordinaires qui ne s’appliquent pas'),
        silentAgainst.flatMap((each) => this.#silent(each)),
      ),
      ...this.#section(
        say('What is not known', 'Ce qui n’est pas connu'),
        unknown.flatMap((each) => this.#unknown(each)),
      ),
    ];
  }

  #paths(): string[] {
    const say = this.#say;
    const { decimal, whole } = formats[this.#language];
    const { paths, pathsTotal } = this.#subject;
    if (paths.length === 0) return [];
    const others = say(
      `${whole(pathsTotal)} other ${pathsTotal === 1 ? 'payer pays' : 'payers pay'} this household. Named are those from whom something comes, ${paths.length}.`,
      `${whole(pathsTotal)} ${pathsTotal < 2 ? 'autre payeur paie' : 'autres payeurs paient'} ce foyer. Sont nommés ceux dont quelque chose provient, ${paths.length}.`,
    );
    return [
      '',
      title(say('Where the exposure comes from', 'D’où vient l’exposition')),
      ...wrapped(others, WIDTH),
      ...paths.flatMap(({ payerId, payeeIds, score }) =>
        hanging(
          decimal(score, 2, 2),
          say(
            `${payerId === null ? 'a possible victim, not named,' : spelledOut(payerId)} pays ${payeeIds.map(spelledOut).join(', ')}`,
            `${payerId === null ? 'une victime possible, non nommée,' : spelledOut(payerId)} paie ${payeeIds.map(spelledOut).join(', ')}`,
          ),
        ),
      ),
    ];
  }

  #ties(): string[] {
    const say = this.#say;
    const { ties, tiesTotal, tiesUnnamed, undoneTies } = this.#subject;
    if (tiesTotal === 0 && undoneTies.length === 0) return [];
    const caption = message('tiesCaption', ties.length, tiesTotal)[this.#language];
    return [
      '',
      title(message('ties')[this.#language]),
      ...(ties.length === 0
        ? []
        : wrapped(
            say(`${caption}, with file and row of either.`, `${caption}, avec fichier et ligne de chacun.`),
            WIDTH,
          )),
      ...ties.flatMap(({ id, through, shared }) =>
        hanging(
          spelledOut(id),
          [
            `${identifierNames(shared)[this.#language]} (${heldRows(shared)})`,
            ...(through === null ? [] : [say(`through ${spelledOut(through)}`, `par ${spelledOut(through)}`)]),
          ].join(', '),
        ),
      ),
      ...(tiesUnnamed === 0 ? [] : wrapped(message('tiesUnnamed', tiesUnnamed)[this.#language], WIDTH)),
      ...undoneTies.flatMap((undone) => {
        const by = [undone.source, undone.date].filter((part) => part !== null).map(spelledOut);
        const told = message('undoneTie', undone)[this.#language];
        const from = by.length === 0 ? '' : ` ${message('undoneBy')[this.#language]} ${by.join(', ')}`;
        return wrapped(`${told}${from}`, WIDTH);
      }),
    ];
  }

  #section(heading: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ['', heading, ...lines];
  }

  #fired({ queue, reasons, reasonsAgainst, score }: QueueAnswer): string[] {
    const say = this.#say;
    const safeguarding = queue === 'safeguarding';
    const none = safeguarding
      ? say('No sign was found.', 'Aucun signe n’a été trouvé.')
      : say('No indicator fired.', 'Aucun indicateur ne s’est déclenché.');
    const list = (heading: string, fired: readonly FiredAnswer[]): string[] =>
      this.#section(
        heading,
        fired.flatMap((each) => this.#reason(each)),
      );
    const lines = [
      ...list(safeguarding ? say('Signs', 'Signes') : say('What fired', 'Ce qui s’est déclenché'), reasons),
      ...list(
        say('Reasons against: ordinary explanations', 'Explications ordinaires qui s’appliquent'),
        reasonsAgainst,
      ),
    ];
    return [
      ...(reasons.length === 0 ? [none] : []),
      ...lines,
      ...(lines.length === 0
        ? []
        : [
            `  ${formats[this.#language].signed(score)}  ${say(`= ${this.#scoreWord(queue)}, the sum`, `= ${this.#scoreWord(queue)}, la somme`)}`,
          ]),
    ];
  }

  #reason({ indicator, title, contribution, sentence, strength, weight, source, trust }: FiredAnswer): string[] {
    const { signed, decimal } = formats[this.#language];
    return [
      ...hanging(`${signed(contribution)}  ${indicator}`, title[this.#language]),
      ...wrapped(sentence[this.#language], WIDTH, 11),
      ...wrapped(
        this.#say(
          `Strength ${decimal(strength, 0, 4)} × weight ${decimal(weight)}. ${source} (${trust}).`,
          `Force ${decimal(strength, 0, 4)} × poids ${decimal(weight)}. ${source} (${trust}).`,
        ),
        WIDTH,
        11,
      ),
    ];
  }

  #silent(answer: SilentAnswer): string[] {
    return [...this.#couldAdd(answer), ...this.#shortfall(answer.shortfall, 4)];
  }

  #unknown(answer: UnknownAnswer): string[] {
    const missing = answer.missing.map((fact) => factName(fact, this.#language)).join(', ');
    return [
      ...this.#couldAdd(answer),
      ...wrapped(
        `${this.#say(`Missing: ${missing}.`, `Manque : ${missing}.`)} ${answer.needed[this.#language]}`,
        WIDTH,
        4,
      ),
    ];
  }

  #couldAdd({ indicator, title, weight }: IndicatorAnswer): string[] {
    const most = formats[this.#language].signed(weight);
    return hanging(indicator, `${title[this.#language]} (${this.#say(`up to ${most}`, `jusqu’à ${most}`)})`);
  }

  #shortfall(shortfall: Shortfall, indent: number): string[] {
    if ('fact' in shortfall) return wrapped(this.#miss(shortfall), WIDTH, indent);
    const heading =
      shortfall.kind === 'all'
        ? this.#say('Each of these would be needed:', 'Il faudrait chacun de ces points :')
        : this.#say('One of these would do:', 'L’un de ces points suffirait :');
    return [...wrapped(heading, WIDTH, indent), ...shortfall.of.flatMap((part) => this.#shortfall(part, indent + 2))];
  }

  #miss({ fact, value, limit, needed }: Miss): string {
    const say = this.#say;
    const unit = this.#units.get(fact) ?? 'ratio';
    const limitText = factValue(unit, limit, this.#language);
    const counts = {
      above: say(`counts above ${limitText}`, `compte au-dessus de ${limitText}`),
      below: say(`counts below ${limitText}`, `compte en dessous de ${limitText}`),
      at_least: say(`counts from ${limitText} on`, `compte à partir de ${limitText}`),
      at_most: say(`counts up to ${limitText}`, `compte jusqu’à ${limitText}`),
    }[needed];
    const gap = Math.abs(limit - value);
    const rises = needed === 'above' || needed === 'at_least';
    const far = factGap(unit, gap, this.#language);
    const by =
      gap <= ROUNDING * Math.max(1, Math.abs(limit))
        ? say('just at the limit', 'juste à la limite')
        : rises
          ? say(`short by ${far}`, `manque ${far}`)
          : say(`over by ${far}`, `dépasse de ${far}`);
    return `${factName(fact, this.#language)}${say(':', ' :')} ${factValue(unit, value, this.#language)}${say(';', ' ;')} ${counts} (${by})`;
  }

  #neighbours(): string[] {
    const say = this.#say;
    const { ranks, above, below } = this.#subject;
    if (ranks === null) return [];
    const side = (heading: string, nobody: string, neighbour: Neighbour | null): string[] =>
      neighbour === null ? ['', nobody] : ['', ...this.#neighbour(heading, neighbour)];
    return [
      '',
      title(say('The neighbours in the queue, and the difference', 'Les voisins dans la file, et l’écart')),
      ...side(say('Above', 'Au-dessus'), say('Nobody stands above.', 'Personne n’est au-dessus.'), above).slice(1),
      ...side(say('Below', 'Au-dessous'), say('Nobody stands below.', 'Personne n’est au-dessous.'), below),
    ];
  }

  #neighbour(
    heading: string,
    { kind, id, rankInQueue, tier, score, scoreDifference, differences }: Neighbour,
  ): string[] {
    const say = this.#say;
    const { whole, decimal, signed } = formats[this.#language];
    const who = `${say(kind, kind === 'payer' ? 'payeur' : 'bénéficiaire')} ${spelledOut(id)}`;
    const { queue } = this.#subject;
    const about = say(
      `${heading}: ${who}, rank ${whole(rankInQueue)}, ${this.#tierName(tier)}, ${this.#scoreWord(queue)} ${decimal(score, 4)}.`,
      `${heading} : ${who}, rang ${whole(rankInQueue)}, ${this.#tierName(tier)}, ${this.#scoreWord(queue)} ${decimal(score, 4)}.`,
    );
    const equal = say(
      'Equal in every indicator. Then more indicators come first, then payers before payees, then the identifier decides.',
      'Égaux en chaque indicateur. Passent alors devant le plus d’indicateurs, puis les payeurs, puis l’ordre des identifiants.',
    );
    return [
      ...wrapped(about, WIDTH),
      ...(differences.length === 0
        ? wrapped(equal, WIDTH, 2)
        : [
            ...differences.flatMap(({ indicator, title, own, theirs, difference }) =>
              hanging(
                `${signed(difference)}  ${indicator}`,
                `${title[this.#language]} (${say(`here ${signed(own)}, there ${signed(theirs)}`, `ici ${signed(own)}, là ${signed(theirs)}`)})`,
              ),
            ),
            `  ${signed(scoreDifference)}  ${say('= the difference, the sum', '= l’écart, la somme')}`,
          ]),
    ];
  }

  #facts(): string[] {
    const say = this.#say;
    const { facts } = this.#subject;
    const known = facts.flatMap(({ fact, unit, value }) => {
      if (value === null) return [];
      const [name, text] = [factName(fact, this.#language), factValue(unit, value, this.#language)];
      const named = wrapped(name, WIDTH - text.length - 4, 2);
      const last = named.pop() ?? '';
      return [...named, `${last} ${'.'.repeat(WIDTH - last.length - text.length - 2)} ${text}`];
    });
    const unknown = facts.flatMap(({ fact, value }) => (value === null ? [factName(fact, this.#language)] : []));
    return [
      '',
      title(say('What was measured', 'Ce qui a été mesuré')),
      ...known,
      ...(unknown.length === 0 ? [] : wrapped(`${say('Not known:', 'Inconnu :')} ${unknown.join(', ')}.`, WIDTH, 2)),
    ];
  }

  #queueName(queue: QueueAnswer['queue']): string {
    return queue === 'safeguarding'
      ? this.#say('safeguarding queue', 'file de protection')
      : this.#say('investigation queue', 'file d’enquête');
  }

  /** A possible victim is never written about in the words of an investigation. */
  #scoreWord(queue: QueueAnswer['queue']): string {
    return queue === 'safeguarding' ? this.#say('weight of signs', 'poids des signes') : 'score';
  }

  #readWhen(tier: Explanation['tier']): string {
    const when = message(`tiers_${tier}`)[this.#language];
    return capital(tier === 'context' ? when : `${this.#tierName(tier)}${this.#say(':', ' :')} ${when}`);
  }

  #tierName(tier: Explanation['tier']): string {
    return {
      first: this.#say('first tier', 'premier niveau'),
      second: this.#say('second tier', 'deuxième niveau'),
      context: this.#say('context', 'contexte'),
    }[tier];
  }
}

/** What single precision leaves of a number near 1. */
const ROUNDING = 1e-7;

function title(text: string): string {
  return `${text}\n${'─'.repeat(Math.min(WIDTH, text.length))}`;
}

/** A head and a text that keeps away from under it. */
function hanging(head: string, text: string): string[] {
  const [first = '', ...rest] = wrapped(text, WIDTH, head.length + 4);
  return [`  ${head}  ${first.trimStart()}`, ...rest];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
