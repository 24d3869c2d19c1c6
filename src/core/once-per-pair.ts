/**
 * A pure function of two objects that remembers its results by the objects' identity, for as long as they live. What is
 * worked out of an automation's version and the catalog is the same for every request.
 */
export function oncePerPair<A extends object, B extends object, R>(
  work: (a: A, b: B) => R
): (a: A, b: B) => R {
  const known = new WeakMap<B, WeakMap<A, R>>()
  return (a, b) => {
    let ofB = known.get(b)
    if (ofB === undefined) {
      ofB = new WeakMap()
      known.set(b, ofB)
    }
    let result = ofB.get(a)
    if (result === undefined) {
      result = work(a, b)
      ofB.set(a, result)
    }
    return result
  }
}
