// What somebody was told, in order, to be awaited one by one.

export class Heard<Value> {
  /** How often something was said. */
  count = 0;
  private readonly values: Value[] = [];
  private readonly waiting: ((value: Value) => void)[] = [];

  say(value: Value): void {
    this.count++;
    const taker = this.waiting.shift();
    if (taker) taker(value);
    else this.values.push(value);
  }

  async next(): Promise<Value> {
    if (this.values.length > 0) return this.values.shift() as Value;
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
