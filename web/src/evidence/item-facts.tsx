import type { EvidenceSaid } from '../api/schema.ts';
import { useSay } from '../messages/say.ts';

/** What is said of an item, in the newest version. */
export function ItemFacts({ said }: { readonly said: EvidenceSaid }) {
  const say = useSay();
  return (
    <section aria-labelledby="said">
      <div className="section-head">
        <h2 id="said">{say('item.title')}</h2>
      </div>
      <dl className="facts">
        <div>
          <dt>{say('item.sealShown')}</dt>
          <dd>{said.sealNumber ?? say('item.noSeal')}</dd>
        </div>
        <div>
          <dt>{say('item.classification')}</dt>
          <dd className="words">{said.classification}</dd>
        </div>
        <div>
          <dt>{say('item.origin')}</dt>
          <dd className="words">{said.origin}</dd>
        </div>
        <div>
          <dt>{say('item.statedCustodian')}</dt>
          <dd className="words">
            {said.custodian}
            {said.custodianService === '' ? '' : ` (${said.custodianService})`}
          </dd>
        </div>
      </dl>
      <p className="meta hash">
        {said.hashAlgorithm === null || said.hashValue === null ? (
          say('item.noHashStated')
        ) : (
          <>
            {say('item.hashStated', { algorithm: said.hashAlgorithm.toUpperCase() })}{' '}
            <span className="code">{said.hashValue}</span>
          </>
        )}
      </p>
    </section>
  );
}
