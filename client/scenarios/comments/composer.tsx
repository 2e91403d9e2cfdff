import { Button, Textarea } from '@mantine/core';
import { useId, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './composer.module.css';
import { MentionList } from './mention-list.tsx';
import { useMentionPicker } from './use-mention-picker.ts';
import type { Named } from './mentions.ts';
import type { KeyboardEvent, Ref } from 'react';

/** What an entry may hold. */
const MAX_TEXT = 4000;
/** From here on the rest is counted down. */
const NEARLY_FULL = 3800;

interface Props {
  readonly label: string;
  readonly placeholder?: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly people: readonly Named[];
  /** Name of the button that sends. */
  readonly send: string;
  readonly onSend: (text: string) => void;
  /** Escape: what was typed stays. */
  readonly onLeave: () => void;
  /** Gives the text up; without it there is no button to do so. */
  readonly onCancel?: () => void;
  /** Takes the focus when it appears. */
  readonly focused?: boolean;
  readonly ref?: Ref<{ focus: () => void }>;
  readonly testid: string;
}

/** Where one writes: Ctrl+Enter sends, Escape leaves, `@` offers people. */
export function Composer({ text, onText, people, onSend, onLeave, testid, ref, ...words }: Props) {
  const { t } = useTranslation('scenarios');
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const list = useId();
  const picker = useMentionPicker(text, people, (next, at) => {
    caret.current = at;
    onText(next);
  });
  const open = picker.choices.length > 0;

  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);
  useLayoutEffect(() => {
    if (words.focused !== true || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [words.focused]);

  const submit = (): void => {
    if (text.trim() !== '') onSend(text);
  };
  const onKey = (event: KeyboardEvent): void => {
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.nativeEvent.isComposing) return;
    if (sends) submit();
    else if (picker.press(event.key)) event.stopPropagation();
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles['composer']}>
      <Textarea
        ref={field}
        size="sm"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={MAX_TEXT}
        aria-label={words.label}
        placeholder={words.placeholder}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          picker.moved(event.currentTarget.selectionStart);
        }}
        onSelect={(event) => picker.moved(event.currentTarget.selectionStart)}
        onBlur={() => picker.moved(undefined)}
        onKeyDown={onKey}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? list : undefined}
        aria-activedescendant={open ? `${list}-${picker.active}` : undefined}
        data-testid={testid}
      />
      {open && <MentionList id={list} label={t('comments.people')} picker={picker} />}
      {(text !== '' || words.onCancel) && (
        <div className={styles['foot']}>
          <span className={styles['hint']} aria-live="polite">
            {text.length >= NEARLY_FULL ? t('comments.left', { count: MAX_TEXT - text.length }) : t('comments.hint')}
          </span>
          {words.onCancel && (
            <Button size="compact-xs" variant="subtle" color="gray" onClick={words.onCancel}>
              {t('comments.cancel')}
            </Button>
          )}
          <Button size="compact-xs" disabled={text.trim() === ''} onClick={submit} data-testid={`${testid}-send`}>
            {words.send}
          </Button>
        </div>
      )}
    </div>
  );
}
