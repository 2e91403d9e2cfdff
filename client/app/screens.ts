import { daysScreen } from '../days/screen.ts';
import { liveScreen } from '../live/screen.ts';
import { scenariosScreen } from '../scenarios/screen.ts';
import { importsScreen } from '../imports/screen.ts';
import type { Screen } from './screen.ts';

/** The screens in the order of the rail. */
export const screens: readonly Screen[] = [liveScreen, scenariosScreen, daysScreen, importsScreen];
