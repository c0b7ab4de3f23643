import type { Task, TaskQuery } from '../tasks/task.ts'

/**
 * Where tasks are recorded. Any number of processes share it: each task is done by the one that has claimed it, for as
 * long as it keeps renewing its claim.
 */
export interface TaskCatalog {
  insert(task: Task): Promise<void>
  find(id: string): Promise<Task | undefined>
  /** At most `limit` tasks after the marker; a marker that does not exist any more rejects with `queryInvalid`. */
  list(query: TaskQuery): Promise<Task[]>
  /** Newest first. */
  listOfImage(imageId: string): Promise<Task[]>

  /**
   * Tasks that are `pending`, or were claimed until `at` or before, of others than `busyOwners`; at most `limit`, those
   * that wait longest first.
   */
  listClaimable(at: Date, limit: number, busyOwners?: readonly Task['owner'][]): Promise<ClaimableTask[]>
  /**
   * Compare-and-set: of any number of claimants of a claimable task one gets it, which is then `processing`, the others
   * undefined.
   */
  claim(id: string, claim: Claim, at: Date): Promise<ClaimedTask | undefined>
  /** False when the task is not, or no longer, this holder's. */
  extend(id: string, claim: Claim): Promise<boolean>
  /** Gives the task back: it is `pending`, for anybody to claim. Nothing happens when it is not this holder's. */
  release(id: string, holder: string, at: Date): Promise<void>
  /** Records which image the task concerns, once its work has made one. */
  setImage(id: string, imageId: string, at: Date): Promise<void>
  /** For good. False, and nothing happens, when the task is not, or no longer, this holder's. */
  finish(id: string, holder: string, outcome: TaskOutcome, at: Date): Promise<boolean>
  /** Forgets tasks that have expired. */
  removeExpired(at: Date): Promise<void>
}

export interface Claim {
  /** One running process. */
  readonly holder: string
  /** After this anybody may claim the task. */
  readonly until: Date
}

export type ClaimableTask = Pick<Task, 'id' | 'owner'>

export interface ClaimedTask extends Task {
  /** How often a claim on it ended without being given back: its holder died, or was held up. */
  readonly interruptions: number
}

/** The input is recorded anew, as what the work needed of it may be a secret. */
export type TaskOutcome = Pick<Task, 'input' | 'result' | 'message'> & {
  readonly status: 'success' | 'failure'
  readonly expiresAt: Date
}
