import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { MasterKind, MasterMapping, MasterOutcome } from '../../../shared/api/master-imports.ts';
import { failureOf, isStatus } from '../../api/api-error.ts';
import { SESSION_KEY } from '../../api/session-state.ts';
import { sendMasterFile } from './master-queries.ts';

/** Something came between the look and the storing: what the file would do has to be seen anew. */
const REREAD: ReadonlySet<string> = new Set(['moved', 'past_unconfirmed']);

/** The one file in hand: nothing of it is kept on the server before it is stored. */
export interface InHand {
  kind: MasterKind;
  file: File;
  mapping: MasterMapping;
  work: 'checking' | 'storing' | null;
  /** What the file would do; that of the mapping before while it is checked again. */
  outcome: MasterOutcome | null;
  error: unknown;
  /** Somebody changed the data meanwhile: these differences are not those that were shown first. */
  moved: boolean;
  /** Agreed to what of this outcome changes comparisons of the past. */
  changePast: boolean;
}

export interface MasterFileControl {
  inHand: InHand | null;
  choose(kind: MasterKind, file: File): void;
  answer(mapping: MasterMapping): void;
  agree(changePast: boolean): void;
  store(): void;
  drop(): void;
}

export function useMasterFile(): MasterFileControl {
  const [inHand, setInHand] = useState<InHand | null>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  // An answer to a file that was put down, or to an older mapping, must not come back.
  const turn = useRef(0);

  const fail = (given: InHand, error: unknown): void => {
    if (isStatus(error, 401)) void client.invalidateQueries({ queryKey: SESSION_KEY });
    setInHand({ ...given, work: null, error });
  };
  const check = async (unsaid: InHand): Promise<void> => {
    const mine = ++turn.current;
    const given = { ...unsaid, changePast: false };
    const { kind, file, mapping } = given;
    setInHand({ ...given, work: 'checking', error: null });
    try {
      const outcome = await sendMasterFile({ kind, file, mapping });
      if (mine === turn.current) setInHand({ ...given, work: null, error: null, outcome });
    } catch (error) {
      if (mine === turn.current) fail(given, error);
    }
  };
  const store = async (given: InHand, expect: string): Promise<void> => {
    const mine = ++turn.current;
    const { kind, file, mapping, changePast } = given;
    setInHand({ ...given, work: 'storing', error: null });
    try {
      const { id } = await sendMasterFile({ kind, file, mapping, expect, changePast });
      void client.invalidateQueries({ queryKey: ['imports', 'master'] });
      if (mine !== turn.current) return;
      setInHand(null);
      if (id !== undefined) await navigate(`/imports/referentiel/${id}`);
    } catch (error) {
      if (mine !== turn.current) return;
      const failure = failureOf(error);
      if (failure?.kind === 'refused' && REREAD.has(failure.code)) await check({ ...given, moved: true });
      else fail(given, error);
    }
  };

  return {
    inHand,
    choose: (kind, file) =>
      void check({ kind, file, mapping: {}, work: null, outcome: null, error: null, moved: false, changePast: false }),
    answer: (mapping) => void (inHand && check({ ...inHand, mapping, moved: false })),
    agree: (changePast) => void (inHand && setInHand({ ...inHand, changePast })),
    store: () => void (inHand?.outcome && store(inHand, inHand.outcome.digest)),
    drop: () => {
      turn.current += 1;
      setInHand(null);
    },
  };
}
