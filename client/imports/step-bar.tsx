import { useTranslation } from 'react-i18next';
import type { Import } from '../../shared/api/imports.ts';
import { useLanguage } from '../ui/language.ts';
import { useFormats } from '../ui/use-formats.ts';
import { fileSize } from './file-size.ts';
import { scrollTo } from './scroll-to.ts';
import styles from './step-bar.module.css';
import { StepMark } from './step-mark.tsx';
import { activeStep, STEPS, type StepId, type Steps } from './steps.ts';

/** Where the import stands, always in view; each entry leads to its part of the page. */
export function StepBar({ item, steps }: { item: Import; steps: Steps }) {
  const { t } = useTranslation('imports');
  const active = activeStep(steps);
  return (
    <nav aria-label={t('steps.label')} className={styles['bar']} data-step-bar>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step}>
            <a
              href={`#etape-${step}`}
              aria-current={step === active ? 'step' : undefined}
              data-state={steps[step]}
              data-testid={`step-link-${step}`}
              onClick={(event) => {
                event.preventDefault();
                scrollTo(document.getElementById(`etape-${step}`));
              }}
            >
              <StepMark state={steps[step]} number={index + 1} />
              <span className={styles['words']}>
                <span className={styles['name']}>{t(`steps.${step}`)}</span>
                <span className={styles['summary']}>
                  <Summary item={item} step={step} state={steps[step]} />
                </span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Summary({ item, step, state }: { item: Import; step: StepId; state: Steps[StepId] }) {
  const { t } = useTranslation('imports');
  const formats = useFormats();
  const language = useLanguage();
  if (state !== 'done' && state !== 'asking') return t(`stepState.${state}`);
  switch (step) {
    case 'file':
      return fileSize(item.fileSize, language);
    case 'understood': {
      const count = item.questions?.length ?? 0;
      if (state === 'asking' && count > 0) return t('stepSummary.questions', { count, n: formats.count(count) });
      const columns = item.understood?.columns ?? [];
      const used = columns.filter((column) => column.field !== undefined).length;
      return t('stepSummary.columns', { count: used, used: formats.count(used), of: formats.count(columns.length) });
    }
    case 'checked':
      return t('stepSummary.accepted', { count: item.accepted, n: formats.count(item.accepted) });
    case 'imported':
      return state === 'asking' ? t('stepState.asking') : formats.money(item.amount);
  }
}
