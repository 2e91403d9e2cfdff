import { useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './anchored.module.css';
import type { ReactNode } from 'react';

interface Props {
  readonly anchor: DOMRect;
  readonly onClose: () => void;
  /** Escape, in place of `onClose`: by the keyboard, so the focus has to go somewhere. */
  readonly onEscape?: (() => void) | undefined;
  /** A message goes away with the next key or click; a dialog stays until it is answered. */
  readonly passing: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

const GAP_PX = 4;
const EDGE_PX = 8;

/** A small panel below a cell, above it where there is no room. */
export function Anchored({ anchor, onClose, onEscape, passing, label, children }: Props) {
  const panel = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const below = anchor.bottom + GAP_PX;
    const top = below + height > innerHeight - EDGE_PX ? anchor.top - GAP_PX - height : below;
    element.style.top = `${Math.max(EDGE_PX, top)}px`;
    element.style.left = `${Math.max(EDGE_PX, Math.min(anchor.left, innerWidth - width - EDGE_PX))}px`;
    if (!passing) element.querySelector('button')?.focus();
  }, [anchor, passing]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!passing && event.key === 'Escape') (onEscape ?? onClose)();
      else if (passing) onClose();
    };
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && !panel.current?.contains(event.target)) onClose();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPress, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPress, true);
    };
  }, [onClose, onEscape, passing]);

  return createPortal(
    <div
      ref={panel}
      className={styles['panel']}
      role={passing ? 'alert' : 'dialog'}
      aria-label={label}
      data-testid={passing ? 'cell-message' : 'cell-dialog'}
    >
      {children}
    </div>,
    document.body,
  );
}
