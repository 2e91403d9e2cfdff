import type { User } from '../../shared/api/session.ts';

/** What the interface offers by role. The server decides again on every request. */
export function mayImport(user: User): boolean {
  return user.role === 'director' || user.role === 'analyst';
}

/** Managers those of their own region. */
export function mayChangeAlerts(user: User): boolean {
  return user.role !== 'reader';
}

export function mayCreateScenario(user: User): boolean {
  return user.role === 'director' || user.role === 'analyst';
}

/** A manager's copy is his private draft. */
export function mayForkScenario(user: User): boolean {
  return user.role !== 'reader';
}

export function mayCloseDays(user: User): boolean {
  return user.role === 'director' || user.role === 'analyst';
}

/** The tills send them; by hand a director, so that who closes days does not make up what they are judged by. */
export function mayAddTillTotals(user: User): boolean {
  return user.role === 'director';
}

export function mayReopenDays(user: User): boolean {
  return user.role === 'director';
}
