import { Counter, Histogram, type Registry } from 'prom-client';

export interface ImportMetrics {
  ended(status: string, seconds: number): void;
}

export function importMetrics(registry: Registry | undefined): ImportMetrics {
  if (!registry) return { ended: () => undefined };
  const runs = new Counter({
    name: 'epm_imports_total',
    help: 'Runs of imports by how they ended.',
    labelNames: ['status'],
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'epm_import_seconds',
    help: 'Seconds a run of an import took.',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [registry],
  });
  return {
    ended(status, duration) {
      runs.inc({ status });
      seconds.observe(duration);
    },
  };
}
