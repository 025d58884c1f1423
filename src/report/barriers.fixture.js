/* global axe, document, getComputedStyle, SVGElement */
/**
 * Evaluated in a page that has axe: the barriers that it finds, and the looks whose contrast it found well.
 *
 * Contrast takes axe four fifths of its time, and says the same of a hundred cells of one table: it is asked of one text of each look
 * (colours, type, all that lies behind), and not again of a look that was found well on a page before.
 */
async ({ rules, wellBefore }) => {
  const behind = new Map();
  /** What lies behind an element, out to the first that is opaque; of what is lifted off the page also where it lies. */
  const behindOf = (element) => {
    if (element === null) return '';
    const known = behind.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity, filter, position } = getComputedStyle(element);
    const isLifted = ['absolute', 'fixed', 'sticky'].includes(position);
    const isOpaque =
      /^rgb\(/.test(backgroundColor) && backgroundImage === 'none' && opacity === '1' && filter === 'none';
    const own = `${backgroundColor} ${backgroundImage} ${opacity} ${filter} ${isLifted ? placeOf(element) : ''}`;
    const found = isOpaque && !isLifted ? backgroundColor : `${own}|${behindOf(element.parentElement)}`;
    behind.set(element, found);
    return found;
  };
  const placeOf = (element) =>
    element === null ? '' : `${element.tagName}.${element.getAttribute('class')} ${placeOf(element.parentElement)}`;
  const isField = (element) => ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName);
  const hasText = (element) =>
    isField(element) || [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const lookOf = (element) => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const isDisabled = element.closest(':disabled, [aria-disabled=true]') !== null;
    const field = isField(element) ? `${element.tagName} ${element.type} ${element.value === ''}` : '';
    return [color, fontSize, fontWeight, textShadow, isDisabled, field, behindOf(element)].join(';');
  };

  const others = await axe.run(document, {
    runOnly: { type: 'tag', values: rules },
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
  });
  const known = new Set(wellBefore);
  const byLook = new Map();
  for (const element of document.body.querySelectorAll('*')) {
    // Of texts in pictures axe cannot tell.
    if (element instanceof SVGElement || !hasText(element) || !element.checkVisibility({ visibilityProperty: true }))
      continue;
    const look = lookOf(element);
    const same = byLook.get(look) ?? [];
    // More than one: of some axe cannot tell, as of a text of which another element hides a part.
    if (!known.has(look) && same.length < 3) byLook.set(look, [...same, element]);
  }
  const asked = [...byLook.values()].flat();
  const contrast =
    asked.length === 0
      ? { violations: [], passes: [] }
      : await axe.run({ include: asked }, { runOnly: ['color-contrast'], elementRef: true });
  const well = new Set(contrast.passes.flatMap(({ nodes }) => nodes.map(({ element }) => element)));
  return {
    violations: [...others.violations, ...contrast.violations].map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 300)} ${nodes[0]?.failureSummary}`,
    ),
    well: [...byLook].filter(([, elements]) => elements.some((element) => well.has(element))).map(([look]) => look),
  };
};
