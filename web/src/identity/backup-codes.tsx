import { useSay } from '../messages/say.ts';

/** Shown once: the server keeps them sealed. */
export function BackupCodes({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay();
  return (
    <section aria-label={say('backup.title')} className="backup-codes">
      <h3>{say('backup.title')}</h3>
      <p>{say('backup.what')}</p>
      <ul className="code">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </section>
  );
}
