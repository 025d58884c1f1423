import { describe, expect, it } from 'vitest';
import { askedOf, readBoardSearch, withBoardSearch } from './board-search.ts';

describe('the address of the board', () => {
  it('asks for all that is open when it says nothing', () => {
    expect(askedOf(readBoardSearch({}))).toEqual({ open: 'true' });
  });

  it('asks for what it says, and for nothing that is no standing or no country', () => {
    expect(
      askedOf(readBoardSearch({ standing: 'silent', country: 'PH', for: 'me', ends: 'soon', sent: 'no' })),
    ).toEqual({
      ...{ standing: 'silent', country: 'PH', forMe: 'true', runsOut: 'true', notSent: 'true' },
    });
    expect(askedOf(readBoardSearch({ standing: 'lost', country: 'ph', for: 'you', extra: 'x' }))).toEqual({
      open: 'true',
    });
  });

  it('drops what becomes empty', () => {
    expect(withBoardSearch({ standing: 'silent', country: 'PH' }, { standing: '' })).toEqual({ country: 'PH' });
  });
});
