export type Random = ReturnType<typeof createRandom>

/** What looks random and is the same each time (Small Fast Counter, 32 bits). */
export function createRandom() {
  let [a, b, c, counter] = [1, 2, 3, 4]
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  const fraction = (): number => next() / 2 ** 32
  const hex = (digits: number): string => {
    let text = ''
    while (text.length < digits) text += next().toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }
  return {
    fraction,
    hex,
    uuid: () => hex(32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.*)$/, '$1-$2-4$3-a$4-$5'),
    chance: (share: number): boolean => fraction() < share,
    pick: <T>(values: readonly T[]): T => values[Math.floor(fraction() * values.length)] as T,
    /** The first ones most often. */
    pickEarly: <T>(values: readonly T[]): T => values[Math.floor(fraction() ** 3 * values.length)] as T,
  }
}
