import type { ReactNode } from 'react';
import { LanguageSwitch } from '../look/language-switch.tsx';
import './identity.css';

/** The frame of the pages before one is signed in. */
export function Door({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="door" id="content">
      <p className="brand">Vigie</p>
      <h1>{title}</h1>
      {children}
      <div className="door-foot">
        <LanguageSwitch />
      </div>
    </main>
  );
}
