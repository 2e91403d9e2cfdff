import { useQuery } from '@tanstack/react-query';
import { Activity, Keyboard, Table2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { scenariosQuery } from '../../api/scenario-list.ts';
import { useScopes } from '../../api/use-scopes.ts';
import { useUser } from '../../api/session.ts';
import { matches } from '../../ui/search-text.ts';
import { screens } from '../screens.ts';

export interface PaletteEntry {
  id: string;
  group: 'pages' | 'scenarios' | 'scopes' | 'actions';
  label: string;
  /** Small text at the right: code or year. */
  hint?: string;
  icon: LucideIcon;
  run: () => void;
}

/** At most this many of a group are listed: more is a reason to type on. */
const PER_GROUP = 8;

/** Where one can go from anywhere, filtered by what was typed. Lists are asked for only while the palette is open. */
export function usePaletteEntries(query: string, options: { enabled: boolean; onHelp: () => void }): PaletteEntry[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const user = useUser();
  const { enabled, onHelp } = options;
  const scenarios = useQuery({ ...scenariosQuery, enabled }).data ?? [];
  const scopes = useScopes({ enabled }).data ?? [];
  const go = (to: string) => () => void navigate(to);
  const all: PaletteEntry[] = [
    ...screens
      .filter((screen) => screen.isFor(user))
      .map(({ id, path, icon, key }) => {
        const hint = `G ${key.toUpperCase()}`;
        return { id: `page-${id}`, group: 'pages' as const, label: t(`nav.${id}`), hint, icon, run: go(path) };
      }),
    ...scenarios.map(({ id, name, year }) => ({
      id: `scenario-${id}`,
      group: 'scenarios' as const,
      label: name,
      hint: String(year),
      icon: Table2,
      run: go(`/scenarios/${id}`),
    })),
    ...scopes.map(({ scope, name }) => ({
      id: `scope-${scope}`,
      group: 'scopes' as const,
      label: name,
      ...(scope.includes(':') ? { hint: scope.slice(scope.indexOf(':') + 1) } : {}),
      icon: Activity,
      run: go(`/direct?scope=${encodeURIComponent(scope)}`),
    })),
    { id: 'help', group: 'actions', label: t('palette.shortcuts'), hint: '?', icon: Keyboard, run: onHelp },
  ];
  const taken = new Map<string, number>();
  return all.filter(({ group, label, hint }) => {
    if (!matches(`${label} ${hint ?? ''}`, query)) return false;
    const count = (taken.get(group) ?? 0) + 1;
    taken.set(group, count);
    return count <= PER_GROUP;
  });
}
