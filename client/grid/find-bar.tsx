import { ActionIcon, TextInput } from '@mantine/core';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import styles from './find-bar.module.css';
import type { Finder } from './use-find.ts';
import type { KeyboardEvent } from 'react';

/** Words of the search. */
export interface FindLabels {
  readonly label: string;
  readonly placeholder: string;
  /** « 2 / 7 »; `at` is 0 before the first was gone to. */
  readonly count: (at: number, total: number) => string;
  readonly none: string;
  readonly next: string;
  readonly previous: string;
  readonly close: string;
}

/** Searches the names of all rows: those in collapsed branches too, which the browser's own search cannot see. */
export function FindBar({ finder, labels }: { readonly finder: Finder; readonly labels: FindLabels }) {
  const input = useRef<HTMLInputElement>(null);
  const { query, at, total, asked } = finder;

  // Asked for again, the field is ready to be typed over.
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [asked]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const ctrlF = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Enter' || event.key === 'F3') finder.go(event.shiftKey);
    else if (event.key === 'Escape') finder.close();
    else if (ctrlF) input.current?.select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onButtonKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') finder.close();
  };

  const status =
    query.trim() === '' ? '' : total === 0 ? labels.none : labels.count(at === undefined ? 0 : at + 1, total);
  return (
    <search className={styles['bar']} aria-label={labels.label} data-testid="find-bar">
      <TextInput
        ref={input}
        className={styles['field'] ?? ''}
        size="xs"
        onKeyDown={onKeyDown}
        aria-label={labels.label}
        placeholder={labels.placeholder}
        leftSection={<Search size={14} />}
        value={query}
        onChange={(event) => finder.setQuery(event.currentTarget.value)}
        data-testid="find-query"
      />
      <output className={styles['count']} data-testid="find-count">
        {status}
      </output>
      <ActionIcon
        variant="subtle"
        onKeyDown={onButtonKey}
        size="sm"
        aria-label={labels.previous}
        disabled={total === 0}
        onClick={() => finder.go(true)}
      >
        <ChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        onKeyDown={onButtonKey}
        size="sm"
        aria-label={labels.next}
        disabled={total === 0}
        onClick={() => finder.go(false)}
      >
        <ChevronDown size={16} />
      </ActionIcon>
      <ActionIcon variant="subtle" size="sm" onKeyDown={onButtonKey} aria-label={labels.close} onClick={finder.close}>
        <X size={16} />
      </ActionIcon>
    </search>
  );
}
