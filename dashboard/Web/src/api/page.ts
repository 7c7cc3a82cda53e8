/** What lists answer. */
export interface Page<T> {
  items: T[];
  /** Where the next page begins (`after`); null at the end. */
  next: string | number | null;
  /** How many were dropped to make room. */
  dropped: number;
  /** The time of the oldest that is kept, milliseconds since 1970; null where there is none. */
  oldest: number | null;
}
