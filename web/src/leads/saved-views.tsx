import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import type { Queue, SavedView } from '../api/schema.ts';
import { Dialog } from '../look/dialog.tsx';
import { DropDown } from '../look/drop-down.tsx';
import { ProblemNotice } from '../look/problem-notice.tsx';
import { type MessageId, useSay } from '../messages/say.ts';
import { parseSearch, stringifySearch } from '../router-search.ts';
import { viewsQuery } from './leads-query.ts';
import { type LeadsSearch, readLeadsSearch, withSearch } from './leads-search.ts';

interface Props {
  readonly unit: string;
  readonly queue: Queue;
  readonly search: LeadsSearch;
  readonly onSearch: (search: LeadsSearch) => void;
}

const OF_THE_PROGRAM = [
  ['views.open', ''],
  ['views.held', 'holder=me&state=new,follow_up,need_more,ordinary'],
  ['views.waiting', 'holder=nobody&state=new'],
] as const satisfies readonly (readonly [MessageId, string])[];

/** Lists that one comes back to: those of the program, one's own, and those that the unit shares. */
export function SavedViews({ unit, queue, search, onSearch }: Props) {
  const say = useSay();
  const views = useQuery(viewsQuery(unit));
  const [saving, setSaving] = useState(false);
  // A view keeps its queue in its words: the address has it in its path.
  const all = (views.data?.items ?? []).filter(({ query }) => parseSearch(query).queue === queue);
  const open = (query: string): void => {
    const { unit: _, ...view } = readLeadsSearch(parseSearch(query));
    onSearch(withSearch(view, { unit: search.unit ?? '' }));
  };
  const groups = [
    ['views.mine', all.filter(({ mine }) => mine)],
    ['views.shared', all.filter(({ mine }) => !mine)],
  ] as const;
  return (
    <>
      <DropDown label={say('views.title')} side="end">
        {(close) => {
          const go = (query: string) => () => {
            close();
            open(query);
          };
          return (
            <>
              <ul className="choice-list">
                {OF_THE_PROGRAM.map(([id, query]) => (
                  <li key={id}>
                    <button type="button" onClick={go(query)}>
                      {say(id)}
                    </button>
                  </li>
                ))}
              </ul>
              {groups.map(([title, items]) =>
                items.length === 0 ? null : (
                  <Fragment key={title}>
                    <h3>{say(title)}</h3>
                    <ul className="choice-list">
                      {items.map((view) => (
                        <li key={view.id}>
                          <button type="button" onClick={go(view.query)}>
                            {view.name}
                          </button>
                        </li>
                      ))}
                    </ul>
                  </Fragment>
                ),
              )}
              <ul className="choice-list">
                <li>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      setSaving(true);
                    }}
                  >
                    {say('views.save')}
                  </button>
                </li>
              </ul>
            </>
          );
        }}
      </DropDown>
      {saving ? (
        <SaveDialog
          unit={unit}
          query={stringifySearch({ queue, ...withSearch(search, { unit: '' }) }).slice(1)}
          own={groups[0][1]}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </>
  );
}

function SaveDialog({
  unit,
  query,
  own,
  onClose,
}: {
  readonly unit: string;
  readonly query: string;
  readonly own: readonly SavedView[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['views', unit] });
  const save = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/views', { body: { unit, name: name.trim(), query, shared } })),
    onSuccess: () => again().then(onClose),
  });
  const remove = useMutation({
    mutationFn: (id: string) => bodyOf(api.DELETE('/api/views/{id}', { params: { path: { id } } })),
    onSuccess: again,
  });
  const failed = save.error ?? remove.error;
  return (
    <Dialog onClose={onClose} title={say('views.save')}>
      <form
        className="column"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        {failed === null ? null : <ProblemNotice error={failed} />}
        <TextInput
          label={say('views.name')}
          description={say('views.what')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={say('views.share')}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <div className="row">
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {say('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
        </div>
        {own.length === 0 ? null : (
          <div>
            <h3>{say('views.mine')}</h3>
            <ul className="own-views">
              {own.map((view) => (
                <li key={view.id}>
                  {view.name}{' '}
                  <button
                    type="button"
                    className="link"
                    aria-label={say('views.removeOne', { name: view.name })}
                    onClick={() => remove.mutate(view.id)}
                  >
                    {say('views.remove')}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </form>
    </Dialog>
  );
}
