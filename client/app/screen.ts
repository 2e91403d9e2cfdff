import type { LucideIcon } from 'lucide-react';
import type { RouteObject } from 'react-router';
import type { User } from '../../shared/api/session.ts';

/** What a screen tells the shell. Its pages and texts are loaded when first shown. */
export interface Screen {
  /** Key of `nav.<id>` in app/fr.ts. */
  id: 'live' | 'scenarios' | 'days' | 'imports';
  /** Address of its first page; also the prefix that marks the nav entry as current. */
  path: string;
  icon: LucideIcon;
  /** Second key of the shortcut `g` + key. */
  key: string;
  /** Whether the nav shows it to this user; the routes stay and say why when one comes by address. */
  isFor: (user: User) => boolean;
  routes: RouteObject[];
  /** Pages without the frame of the others, for a screen on a wall. */
  bare?: RouteObject[];
}
