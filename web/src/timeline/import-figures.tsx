import type { EventImport, ImportPreview } from '../api/schema.ts';
import { useFormats } from '../messages/formats.ts';
import { useSay } from '../messages/say.ts';

type Figures = Pick<EventImport, 'rowsRead' | 'taken' | 'duplicates' | 'quarantined' | 'stripped' | 'quarantine'> & {
  readonly columns?: ImportPreview['columns'];
};

/** How many rows were taken and how many were not, and what was left at the door. */
export function ImportFigures({ figures }: { readonly figures: Figures }) {
  const say = useSay();
  const formats = useFormats();
  const { rowsRead, taken, duplicates, quarantined, quarantine } = figures;
  const stripped = figures.stripped.filter(({ values }) => values > 0);
  const fields = new Set(figures.columns?.map((taken) => taken.column));
  const reasons = Map.groupBy(quarantine, ({ field, reason }) => `${field ?? ''} ${reason}`);
  return (
    <div className="import-figures">
      <p>
        <b>{say('caseImport.figures', { rowsRead, taken, duplicates, quarantined })}</b>
      </p>
      <p>{say(stripped.length === 0 ? 'caseImport.nothingStripped' : 'caseImport.stripped')}</p>
      {stripped.length === 0 ? null : (
        <ul className="plain-list">
          {stripped.map(({ column, values }) => (
            <li key={column}>
              <bdi className="code">{column}</bdi>
              {say('caseImport.values', { count: values })}{' '}
              {fields.has(column) ? <span className="meta">{say('caseImport.notOfField')}</span> : null}
            </li>
          ))}
        </ul>
      )}
      {quarantine.length === 0 ? null : (
        <>
          <p>{say('caseImport.aside')}</p>
          <ul className="plain-list">
            {[...reasons].map(([key, rows]) => {
              const [first] = rows;
              if (first === undefined) return null;
              return (
                <li key={key}>
                  {first.field === null ? '' : say('caseImport.inField', { field: say(`caseField.${first.field}`) })}
                  {say(`notTaken.${first.reason}`)}{' '}
                  <span className="meta">
                    {say('caseImport.rows', {
                      count: rows.length,
                      rows: formats.list(rows.slice(0, 5).map(({ row }) => String(row))),
                    })}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}
