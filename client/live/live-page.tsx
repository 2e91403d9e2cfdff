import { Button, Select, Skeleton } from '@mantine/core';
import { MonitorPlay } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { WatchableScope } from '../../shared/api/kpi.ts';
import { mayImport } from '../api/rights.ts';
import { useScopes } from '../api/use-scopes.ts';
import { useUser } from '../api/session.ts';
import { PageHeader, type Crumb } from '../ui/page-header.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { matches } from '../ui/search-text.ts';
import { EmptyState, NotFound } from '../ui/states.tsx';
import styles from './live-page.module.css';
import { AlertBar } from './alerts/alert-bar.tsx';
import { AlertsLink } from './alerts/alerts-link.tsx';
import { LiveTile } from './live-tile.tsx';
import { PullToRefresh } from './pull-to-refresh.tsx';
import { Ranking } from './ranking.tsx';
import { Receipts } from './receipts.tsx';
import { ScopePanel } from './scope-panel.tsx';
import { scopeTree, type ScopeTree } from './scope-tree.ts';
import { WALL_PATH } from './wall/wall-address.ts';

/** « Direct »: the chosen scope large, what it is made of below. The scope is in the address. */
export function LivePage() {
  const { t } = useTranslation('live');
  const scopes = useScopes();
  const [parameters] = useSearchParams();
  const tree = useMemo(() => scopeTree(scopes.data ?? []), [scopes.data]);
  const name = parameters.get('scope') ?? tree.root?.scope;
  const chosen = name === undefined ? undefined : tree.find(name);
  const path = chosen === undefined ? [] : tree.pathTo(chosen.scope);
  const crumbs: [Crumb, ...Crumb[]] = [
    // At the root there is nowhere to go back to.
    path.length > 1 ? { label: t('title'), to: '/direct' } : { label: t('title') },
    ...path.map((step) => ({ label: step.name, to: address(step.scope) })),
  ];
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        actions={
          <>
            <AlertsLink />
            {chosen !== undefined && <WallLink of={chosen.scope} />}
          </>
        }
      >
        {scopes.data !== undefined && <ScopeChoice items={scopes.data} value={chosen?.scope ?? null} />}
      </PageHeader>
      <QueryView query={scopes} skeleton={<Outline />}>
        {(items) => {
          if (items.length === 0) return <NoStores />;
          return chosen === undefined ? (
            <NotFound />
          ) : (
            <PullToRefresh>
              <Tiles tree={tree} chosen={chosen} />
            </PullToRefresh>
          );
        }}
      </QueryView>
    </>
  );
}

function Tiles({ tree, chosen }: { tree: ScopeTree; chosen: WatchableScope }) {
  const { t } = useTranslation('live');
  const children = tree.childrenOf(chosen.scope);
  // A store has nothing below it: its neighbours are what one goes to next.
  const parent = children.length === 0 ? tree.pathTo(chosen.scope).at(-2) : undefined;
  const siblings = parent === undefined ? [] : tree.childrenOf(parent.scope).filter((other) => other !== chosen);
  const title =
    parent !== undefined
      ? t('siblings', { region: parent.name })
      : t(chosen.scope === 'company' ? 'regions' : 'stores');
  const tiles = children.length > 0 ? children : siblings;
  // A store is ranked among those of its region.
  const ranked = parent?.scope ?? chosen.scope;
  const nameOf = useCallback((scope: string) => tree.find(scope)?.name ?? scope.slice(scope.indexOf(':') + 1), [tree]);
  return (
    <div className={styles['page']}>
      <AlertBar />
      <ScopePanel key={chosen.scope} scope={chosen} />
      <div className={styles['board']}>
        <Ranking
          key={`ranking ${ranked}`}
          scope={ranked}
          current={ranked === chosen.scope ? undefined : chosen.scope}
          nameOf={nameOf}
        />
        <Receipts key={`receipts ${chosen.scope}`} scope={chosen.scope} nameOf={nameOf} />
      </div>
      {tiles.length > 0 && (
        <section className={styles['below']}>
          <h2>
            {title}
            <span>{tiles.length}</span>
          </h2>
          <div className={styles['grid']}>
            {tiles.map((child) => (
              <LiveTile key={child.scope} scope={child} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}

function ScopeChoice({ items, value }: { items: readonly WatchableScope[]; value: string | null }) {
  const { t } = useTranslation('live');
  const navigate = useNavigate();
  const data = useMemo(() => items.map(({ scope, name }) => ({ value: scope, label: name })), [items]);
  return (
    <Select
      className={styles['choice'] ?? ''}
      aria-label={t('scope.choose')}
      size="xs"
      searchable
      selectFirstOptionOnChange
      // What is typed replaces the name shown, it does not extend it.
      onClick={(event) => event.currentTarget.select()}
      onFocus={(event) => event.currentTarget.select()}
      nothingFoundMessage={t('scope.none')}
      allowDeselect={false}
      data={data}
      value={value}
      // Without accents and case, by name or code.
      filter={({ options, search }) =>
        options.filter((option) => 'value' in option && matches(`${option.label} ${option.value}`, search))
      }
      onChange={(scope) => scope !== null && void navigate(address(scope))}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  );
}

/** Full screen is only given on a press: the page that opens could not ask for it. */
function WallLink({ of }: { of: string }) {
  const { t } = useTranslation('live');
  return (
    <Button
      component={Link}
      to={`${WALL_PATH}?of=${encodeURIComponent(of)}`}
      className={styles['wall'] ?? ''}
      variant="default"
      size="xs"
      leftSection={<MonitorPlay size={14} aria-hidden />}
      title={t('wall.openHint')}
      onClick={() => void document.documentElement.requestFullscreen?.().catch(() => undefined)}
    >
      {t('wall.open')}
    </Button>
  );
}

function NoStores() {
  const { t } = useTranslation('live');
  const user = useUser();
  const action = mayImport(user) && (
    <Button component={Link} to="/imports">
      {t('empty.import')}
    </Button>
  );
  return <EmptyState title={t('empty.title')} text={t('empty.text')} actions={action} />;
}

function Outline() {
  return (
    <div className={styles['page']}>
      <Skeleton height={320} />
      <div className={styles['grid']}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} height={176} />
        ))}
      </div>
    </div>
  );
}

function address(scope: string): string {
  return `/direct?scope=${encodeURIComponent(scope)}`;
}
