/** A PDF with a text on each page; a page of null shows a picture alone. `within`: a file that it carries. */
export function pdfOf(pages: readonly (string | null)[], within: string | null = null): Buffer {
  const objects = new Map<number, string>();
  const stream = (dictionary: string, content: string) =>
    `<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream`;
  objects.set(3, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  objects.set(4, stream('/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8', 'P'));
  objects.set(5, stream('/Type/EmbeddedFile', within ?? ''));
  objects.set(6, `<</Type/Filespec/F(within.txt)/UF(within.txt)/EF<</F 5 0 R>>>>`);
  const first = 7;
  pages.forEach((text, index) => {
    const content = text === null ? 'q 9 0 0 9 0 0 cm /Im0 Do Q' : `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
    objects.set(
      first + 2 * index,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>/XObject<</Im0 4 0 R>>>>/Contents ${first + 2 * index + 1} 0 R>>`,
    );
    objects.set(first + 2 * index + 1, stream('', content));
  });
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  objects.set(2, `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  const names = within === null ? '' : '/Names<</EmbeddedFiles<</Names[(within.txt) 6 0 R]>>>>';
  objects.set(1, `<</Type/Catalog/Pages 2 0 R${names}>>`);

  let file = '%PDF-1.4\n';
  const offsets: string[] = [];
  for (let number = 1; number < first + 2 * pages.length; number++) {
    offsets.push(`${String(file.length).padStart(10, '0')} 00000 n \n`);
    file += `${number} 0 obj\n${objects.get(number)}\nendobj\n`;
  }
  const table = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${file}${table}trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}
