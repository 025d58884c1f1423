import { describe, expect, it } from 'vitest';
import type { Fields } from './event-log.ts';
import { creditTransfer, settlement, transferOf } from './fixture.ts';

const payer = (parties: string): Promise<Fields> => transferOf(settlement(creditTransfer({ parties })));
const account = (id: string): string => `<DbtrAcct><Id>${id}</Id></DbtrAcct>`;

describe('a party', () => {
  it('has name, place, country and phone', async () => {
    const parties =
      '<Dbtr><Nm>Synthetic Payer 1</Nm><PstlAdr><TwnNm>Town A</TwnNm><Ctry>fr</Ctry></PstlAdr><CtctDtls><PhneNb>+33-1-00</PhneNb><MobNb>+33-600000001</MobNb></CtctDtls></Dbtr>';
    expect(await payer(parties)).toMatchObject({
      payer_name: 'Synthetic Payer 1',
      payer_place: 'Town A',
      payer_country: 'FR',
      payer_phone: '+33600000001',
    });
  });

  it('is identified by its private or organisation number, else by its account, else by nothing', async () => {
    const numbered = (kind: string): string =>
      `<Dbtr><Nm>S</Nm><Id><${kind}><Othr><Id>NUMBER-1</Id></Othr></${kind}></Id></Dbtr>${account('<Othr><Id>A-1</Id></Othr>')}`;
    expect(await payer(numbered('PrvtId'))).toMatchObject({ payer_id: 'NUMBER-1', payer_account: 'A-1' });
    expect(await payer(numbered('OrgId'))).toMatchObject({ payer_id: 'NUMBER-1' });
    expect(await payer(`<Dbtr><Nm>S</Nm></Dbtr>${account('<Othr><Id>A-1</Id></Othr>')}`)).toMatchObject({
      payer_id: 'A-1',
    });
    expect((await payer('<Dbtr><Nm>S</Nm></Dbtr>')).payer_id).toBeUndefined();
  });

  it('lives in its postal country, else that of its residence, else that of its IBAN', async () => {
    const iban = account('<IBAN>de00 0000 0000 0000 0000 01</IBAN>');
    const address = '<PstlAdr><Ctry>BE</Ctry></PstlAdr>';
    expect((await payer(`<Dbtr>${address}<CtryOfRes>NL</CtryOfRes></Dbtr>${iban}`)).payer_country).toBe('BE');
    expect((await payer(`<Dbtr><CtryOfRes>NL</CtryOfRes></Dbtr>${iban}`)).payer_country).toBe('NL');
    expect(await payer(`<Dbtr><Nm>S</Nm></Dbtr>${iban}`)).toMatchObject({
      payer_country: 'DE',
      payer_account: 'DE00000000000000000001',
    });
    expect(
      (await payer(`<Dbtr><Nm>S</Nm></Dbtr>${account('<Othr><Id>12345</Id></Othr>')}`)).payer_country,
    ).toBeUndefined();
  });
});

describe('an ultimate party', () => {
  const iban = account('<IBAN>DE00000000000000000001</IBAN>');

  it('is the payer, and does not inherit the account of the firm in between', async () => {
    const transfer = await payer(
      `<UltmtDbtr><Nm>Synthetic Payer 2</Nm></UltmtDbtr><Dbtr><Nm>Synthetic Firm</Nm></Dbtr>${iban}`,
    );
    expect(transfer.payer_name).toBe('Synthetic Payer 2');
    expect([transfer.payer_id, transfer.payer_account, transfer.payer_country]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('with the same name is the same party, which keeps its account', async () => {
    const transfer = await payer(
      `<UltmtDbtr><Nm>SYNTHETIC PAYER 2</Nm></UltmtDbtr><Dbtr><Nm>Synthetic Payer 2</Nm></Dbtr>${iban}`,
    );
    expect(transfer).toMatchObject({ payer_account: 'DE00000000000000000001', payer_country: 'DE' });
  });

  it('without name and identifier is ignored', async () => {
    const transfer = await payer(`<UltmtDbtr><PstlAdr/></UltmtDbtr><Dbtr><Nm>Synthetic Payer 3</Nm></Dbtr>${iban}`);
    expect(transfer).toMatchObject({ payer_name: 'Synthetic Payer 3', payer_id: 'DE00000000000000000001' });
  });
});
