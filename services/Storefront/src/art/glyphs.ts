// Drawn in a square of 100. Classes: m the colour of the product, d darker, l lighter, w paper, k ink; o an outline in the product's dark.

const device = (w: number, h: number, r: number) => `<rect class="k" x="${50 - w / 2}" y="${50 - h / 2}" width="${w}" height="${h}" rx="${r}"/>`;
const book = (x: number, tilt: number, kind: string) =>
  `<g transform="rotate(${tilt} 50 50) translate(${x} 0)"><rect class="${kind}" x="30" y="22" width="36" height="54" rx="3"/><rect class="d" x="30" y="22" width="7" height="54" rx="2"/><rect class="w" x="43" y="33" width="17" height="4" rx="2"/><rect class="w" x="43" y="41" width="11" height="3" rx="1.500"/></g>`;

/** For each category its pictures; a product has the one of its kind of goods. */
export const glyphs: Record<string, readonly string[]> = {
  laptops: [
    '<rect class="k" x="22" y="26" width="56" height="38" rx="4"/><rect class="m" x="26" y="30" width="48" height="30" rx="2"/><path class="l" d="M26 60V44l20-14h28v4z"/><path class="d" d="M12 66h76l-5 8a4 4 0 0 1-3 2H20a4 4 0 0 1-3-2z"/><rect class="w" x="43" y="66" width="14" height="3" rx="1.500"/>',
    '<g transform="rotate(-8 50 50)"><rect class="k" x="20" y="24" width="58" height="40" rx="4"/><rect class="d" x="24" y="28" width="50" height="32" rx="2"/><circle class="m" cx="49" cy="44" r="10"/><path class="w" d="M46 39v10l8-5z"/><path class="m" d="M10 67h78l-6 9H16z"/></g>',
  ],
  phones: [
    device(34, 66, 7) + '<rect class="m" x="36" y="21" width="28" height="58" rx="4"/><path class="l" d="M36 60V40l28-19v8z"/><rect class="k" x="45" y="23" width="10" height="3" rx="1.500"/><rect class="w" x="43" y="73" width="14" height="2.500" rx="1.250"/>',
    '<g transform="rotate(12 50 50)">' + device(38, 68, 8) + '<rect class="m" x="33" y="18" width="34" height="64" rx="6"/><rect class="d" x="36" y="21" width="15" height="22" rx="5"/><circle class="k" cx="43.500" cy="27" r="4"/><circle class="k" cx="43.500" cy="37" r="4"/><circle class="w" cx="57" cy="25" r="2"/></g>',
  ],
  audio: [
    '<path class="o" d="M22 58V50a28 28 0 0 1 56 0v8" stroke-width="6"/><rect class="m" x="16" y="52" width="17" height="28" rx="8"/><rect class="m" x="67" y="52" width="17" height="28" rx="8"/><rect class="d" x="28" y="54" width="6" height="24" rx="3"/><rect class="d" x="66" y="54" width="6" height="24" rx="3"/>',
    '<rect class="m" x="30" y="16" width="40" height="68" rx="9"/><circle class="k" cx="50" cy="60" r="15"/><circle class="d" cx="50" cy="60" r="9"/><circle class="l" cx="50" cy="60" r="3.500"/><circle class="k" cx="50" cy="31" r="7"/><circle class="l" cx="50" cy="31" r="2.500"/>',
  ],
  cameras: [
    '<path class="d" d="M36 30l5-8h18l5 8z"/><rect class="m" x="16" y="30" width="68" height="44" rx="7"/><rect class="k" x="16" y="40" width="68" height="22"/><circle class="w" cx="50" cy="52" r="19"/><circle class="k" cx="50" cy="52" r="15"/><circle class="d" cx="50" cy="52" r="8"/><circle class="l" cx="46" cy="48" r="3"/><rect class="l" x="70" y="34" width="8" height="3.500" rx="1.750"/>',
    '<rect class="k" x="28" y="20" width="44" height="60" rx="10"/><rect class="m" x="32" y="24" width="36" height="52" rx="7"/><circle class="k" cx="50" cy="44" r="14"/><circle class="d" cx="50" cy="44" r="8"/><circle class="l" cx="46" cy="40" r="3"/><rect class="w" x="40" y="66" width="20" height="4" rx="2"/>',
  ],
  tv: [
    '<rect class="k" x="10" y="22" width="80" height="50" rx="4"/><rect class="m" x="13" y="25" width="74" height="44" rx="2"/><path class="l" d="M13 69V52l18-13 14 10 20-17 22 18v19z"/><circle class="w" cx="30" cy="35" r="4"/><path class="d" d="M30 78h40v4H30zM47 72h6v7h-6z"/>',
    '<rect class="m" x="16" y="38" width="68" height="34" rx="8"/><circle class="k" cx="40" cy="55" r="12"/><circle class="l" cx="40" cy="55" r="7"/><rect class="d" x="62" y="47" width="14" height="3" rx="1.500"/><rect class="d" x="62" y="54" width="14" height="3" rx="1.500"/><path class="l" d="M52 34l30-16-6 18z"/>',
  ],
  appliances: [
    '<rect class="w" x="24" y="14" width="52" height="72" rx="6"/><rect class="m" x="24" y="14" width="52" height="16" rx="6"/><circle class="k" cx="50" cy="56" r="20"/><circle class="l" cx="50" cy="56" r="15"/><path class="m" d="M36 58c6-5 9 4 15 0s8-3 13 0a15 15 0 0 1-28 0z"/><circle class="w" cx="66" cy="22" r="3"/><rect class="w" x="30" y="20" width="14" height="4" rx="2"/>',
    '<ellipse class="d" cx="50" cy="66" rx="36" ry="12"/><ellipse class="m" cx="50" cy="58" rx="36" ry="13"/><ellipse class="l" cx="50" cy="56" rx="24" ry="8"/><circle class="k" cx="50" cy="54" r="6"/><path class="o" d="M24 34q8-8 16 0M44 28q8-8 16 0M64 34q7-7 13 0" stroke-width="3"/>',
  ],
  kitchen: [
    '<rect class="m" x="22" y="42" width="56" height="34" rx="7"/><rect class="d" x="12" y="48" width="12" height="8" rx="4"/><rect class="d" x="76" y="48" width="12" height="8" rx="4"/><rect class="l" x="18" y="36" width="64" height="8" rx="4"/><circle class="d" cx="50" cy="31" r="5"/><path class="o" d="M38 24q-4-5 0-9M50 22q-4-5 0-9M62 24q-4-5 0-9" stroke-width="2.500"/>',
    '<path class="m" d="M28 32h38l6 44a6 6 0 0 1-6 7H30a6 6 0 0 1-6-7z"/><path class="o" d="M70 42c18-2 18 24 2 24" stroke-width="6"/><rect class="d" x="26" y="26" width="42" height="8" rx="4"/><circle class="k" cx="47" cy="22" r="4"/><rect class="l" x="34" y="44" width="6" height="28" rx="3"/>',
  ],
  furniture: [
    '<path class="m" d="M30 18h40a6 6 0 0 1 6 6v28H24V24a6 6 0 0 1 6-6z"/><rect class="d" x="20" y="50" width="60" height="14" rx="6"/><path class="k" d="M28 64h5l-3 22h-5zM67 64h5l3 22h-5z"/><rect class="l" x="32" y="26" width="36" height="4" rx="2"/><rect class="l" x="32" y="36" width="36" height="4" rx="2"/>',
    '<rect class="d" x="20" y="34" width="60" height="26" rx="8"/><rect class="m" x="10" y="44" width="16" height="28" rx="7"/><rect class="m" x="74" y="44" width="16" height="28" rx="7"/><rect class="l" x="25" y="50" width="25" height="18" rx="4"/><rect class="l" x="50" y="50" width="25" height="18" rx="4"/><path class="k" d="M18 72h5v8h-5zM77 72h5v8h-5z"/>',
  ],
  bedding: [
    '<rect class="w" x="18" y="34" width="64" height="28" rx="12"/><path class="l" d="M14 52q36-14 72 0v22a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6z"/><path class="m" d="M14 60q36-14 72 0v14a6 6 0 0 1-6 6H20a6 6 0 0 1-6-6z"/><path class="o" d="M30 64l6 6-6 6M50 62l6 6-6 6M70 64l6 6-6 6" stroke-width="2"/>',
    '<path class="m" d="M20 34q30 9 60 0 8 18 0 36-30-9-60 0-8-18 0-36z"/><path class="l" d="M26 40q24 6 48 0 4 12 0 24-24-6-48 0-4-12 0-24z"/><path class="o" d="M38 52h24M50 44v16" stroke-width="2"/>',
  ],
  'womens-fashion': [
    '<path class="m" d="M38 16l4 12-8 16 2 4-12 36q26 8 52 0L64 48l2-4-8-16 4-12-6-2q-6 8-12 0z"/><path class="d" d="M36 46h28l1 5H35z"/><path class="o" d="M40 56l-6 28M50 56v31M60 56l6 28" stroke-width="2"/>',
    '<path class="m" d="M40 16q10 10 20 0l16 10-4 22-8-3v38H36V45l-8 3-4-22z"/><path class="d" d="M49 23h2v60h-2z"/><circle class="w" cx="54" cy="38" r="2"/><circle class="w" cx="54" cy="50" r="2"/><circle class="w" cx="54" cy="62" r="2"/>',
  ],
  'mens-fashion': [
    '<path class="m" d="M38 18l12 6 12-6 20 12-7 18-9-4v40H34V44l-9 4-7-18z"/><path class="w" d="M40 18l10 12 10-12 4 4-10 18-4-6-4 6-10-18z"/><path class="d" d="M49 36h3v48h-3z"/>',
    '<path class="m" d="M37 18q13 12 26 0l21 12-8 20-9-5v39H33V45l-9 5-8-20z"/><path class="d" d="M37 18q13 12 26 0l3 2q-16 18-32 0z"/><rect class="l" x="54" y="46" width="11" height="12" rx="2"/>',
  ],
  shoes: [
    '<path class="m" d="M14 46q10 6 18-8l6-6 16 18q10 6 26 8 8 2 8 12H14z"/><path class="w" d="M12 68h76v4a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6z"/><path class="o" d="M40 40l8-6M46 47l8-6M53 54l7-6" stroke-width="3"/><path class="d" d="M14 46q7 5 14-2v24H14z"/>',
    '<path class="m" d="M30 18h22v30q10 8 24 10 10 2 10 14H28z"/><path class="k" d="M26 70h62v5a5 5 0 0 1-5 5H26z"/><path class="d" d="M30 18h22v10H30z"/><path class="o" d="M44 36h10M44 44h10M47 51l9-2" stroke-width="3"/>',
  ],
  bags: [
    '<path class="o" d="M36 38V30a14 14 0 0 1 28 0v8" stroke-width="5"/><path class="m" d="M22 36h56l6 44a5 5 0 0 1-5 6H21a5 5 0 0 1-5-6z"/><rect class="d" x="40" y="52" width="20" height="16" rx="3"/><circle class="l" cx="50" cy="60" r="3"/>',
    '<path class="o" d="M40 22q0-8 10-8t10 8" stroke-width="4"/><rect class="m" x="26" y="22" width="48" height="62" rx="14"/><rect class="d" x="32" y="54" width="36" height="24" rx="6"/><rect class="l" x="36" y="32" width="28" height="12" rx="5"/><rect class="k" x="46" y="58" width="8" height="3" rx="1.500"/><rect class="d" x="20" y="46" width="8" height="26" rx="4"/><rect class="d" x="72" y="46" width="8" height="26" rx="4"/>',
  ],
  beauty: [
    '<rect class="m" x="34" y="40" width="32" height="44" rx="6"/><rect class="d" x="42" y="30" width="16" height="12" rx="2"/><path class="k" d="M44 18h18v6H52v8h-8z"/><rect class="w" x="40" y="52" width="20" height="18" rx="2"/><rect class="m" x="44" y="58" width="12" height="2.500" rx="1"/><rect class="m" x="44" y="63" width="8" height="2.500" rx="1"/>',
    '<rect class="k" x="40" y="52" width="20" height="32" rx="3"/><rect class="l" x="42" y="40" width="16" height="14" rx="2"/><path class="m" d="M44 40V24l12-8v24z"/><rect class="d" x="40" y="60" width="20" height="4"/>',
  ],
  grocery: [
    '<path class="m" d="M50 34c16-12 34 2 28 24-4 16-16 28-28 24-12 4-24-8-28-24-6-22 12-36 28-24z"/><path class="d" d="M50 36q-2-14 8-20l3 4q-7 6-7 16z"/><path class="l" d="M32 44q-6 8-2 20 2-14 8-21z"/><path class="g" d="M58 24q10-10 20-4-6 12-20 4z"/>',
    '<path class="l" d="M56 12q12-4 16 6l-4 26H54z"/><path class="g" d="M40 36q-14-12-6-26 14 6 12 26z"/><path class="g" d="M48 36q-6-18 4-24 9 10 2 24z"/><path class="m" d="M26 34h48v48a4 4 0 0 1-4 4H30a4 4 0 0 1-4-4z"/><path class="d" d="M26 34h48v6l-6-3-6 3-6-3-6 3-6-3-6 3-6-3-6 3z"/><rect class="w" x="36" y="52" width="28" height="18" rx="3"/><path class="m" d="M50 66c-8-5-8-10-4-10q3 0 4 3 1-3 4-3c4 0 4 5-4 10z"/>',
  ],
  health: [
    '<rect class="m" x="30" y="32" width="40" height="52" rx="8"/><rect class="k" x="34" y="18" width="32" height="16" rx="4"/><rect class="w" x="30" y="44" width="40" height="26"/><path class="m" d="M46 48h8v5h5v8h-5v5h-8v-5h-5v-8h5z"/>',
    '<g transform="rotate(-38 50 50)"><rect class="w" x="16" y="36" width="68" height="28" rx="14"/><path class="m" d="M50 36h20a14 14 0 0 1 0 28H50z"/><rect class="l" x="54" y="41" width="20" height="5" rx="2.500"/></g><circle class="m" cx="74" cy="74" r="10"/><path class="d" d="M65 78l18-8 1 3-18 8z"/>',
  ],
  sports: [
    '<rect class="k" x="22" y="46" width="56" height="8" rx="4"/><rect class="m" x="18" y="30" width="13" height="40" rx="5"/><rect class="m" x="69" y="30" width="13" height="40" rx="5"/><rect class="d" x="10" y="38" width="10" height="24" rx="4"/><rect class="d" x="80" y="38" width="10" height="24" rx="4"/>',
    '<circle class="w" cx="50" cy="50" r="34"/><path class="m" d="M50 34l15 11-6 18H41l-6-18z"/><path class="o" d="M50 16v18M82 42l-17 3M70 78L59 63M30 78l11-15M18 42l17 3" stroke-width="3"/><path class="d" d="M50 16q14 0 24 10l-9 6-15-8-15 8-9-6q10-10 24-10z" opacity=".25"/>',
  ],
  outdoor: [
    '<path class="m" d="M50 20L90 80H10z"/><path class="d" d="M50 20l18 60H32z"/><path class="k" d="M50 46l11 34H39z"/><path class="g" d="M8 80h84v4H8z"/><circle class="l" cx="80" cy="26" r="8"/>',
    '<path class="o" d="M36 30q14-22 28 0" stroke-width="4"/><rect class="k" x="32" y="26" width="36" height="8" rx="4"/><path class="l" d="M36 34h28l4 36H32z"/><path class="m" d="M50 42q12 12 6 22-6 6-12 0-5-8 2-12 4-3 4-10z"/><rect class="d" x="28" y="70" width="44" height="12" rx="5"/>',
  ],
  toys: [
    '<circle class="d" cx="32" cy="28" r="11"/><circle class="d" cx="68" cy="28" r="11"/><circle class="m" cx="50" cy="46" r="28"/><circle class="l" cx="50" cy="54" r="12"/><circle class="k" cx="40" cy="42" r="3.500"/><circle class="k" cx="60" cy="42" r="3.500"/><ellipse class="k" cx="50" cy="50" rx="4" ry="3"/><path class="o" d="M44 58q6 5 12 0" stroke-width="2"/>',
    '<rect class="m" x="14" y="52" width="34" height="30" rx="3"/><rect class="d" x="20" y="45" width="8" height="8" rx="1"/><rect class="d" x="34" y="45" width="8" height="8" rx="1"/><rect class="l" x="52" y="52" width="34" height="30" rx="3"/><rect class="m" x="58" y="45" width="8" height="8" rx="1"/><rect class="m" x="72" y="45" width="8" height="8" rx="1"/><rect class="d" x="33" y="22" width="34" height="24" rx="3"/><rect class="l" x="39" y="15" width="8" height="8" rx="1"/><rect class="l" x="53" y="15" width="8" height="8" rx="1"/>',
  ],
  books: [book(0, -6, 'm'), book(-9, -4, 'l') + book(9, 8, 'm')],
};

/** Which of them: a digit for each of a category's ten goods, in the order of their products. */
export const picked: Record<string, string> = {
  laptops: '0001110001',
  phones: '0010100011',
  audio: '0011011101',
  cameras: '0010000011',
  tv: '0000010010',
  appliances: '1100000001',
  kitchen: '0010000111',
  furniture: '0011100000',
  bedding: '0001100000',
  'womens-fashion': '1011111011',
  'mens-fashion': '0101101011',
  shoes: '0001000110',
  bags: '1001100000',
  beauty: '0000001100',
  grocery: '1001111111',
  health: '0111000001',
  sports: '0000111000',
  outdoor: '0000110010',
  toys: '1011111111',
  books: '0101010101',
};

export const boxGlyph = '<path class="m" d="M50 16l34 16v38L50 86 16 70V32z"/><path class="d" d="M50 50v36l34-16V32z"/><path class="l" d="M50 16l34 16-34 18-34-18z"/>';
