import { CalendarRange, Map, Package, Percent, ReceiptText, Shapes, Store, Target } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { MasterKind } from '../../../shared/api/master-imports.ts';

export const KIND_ICONS: Record<MasterKind, LucideIcon> = {
  regions: Map,
  stores: Store,
  categories: Shapes,
  vatRates: Percent,
  products: Package,
  objectives: Target,
  charges: ReceiptText,
  events: CalendarRange,
};
