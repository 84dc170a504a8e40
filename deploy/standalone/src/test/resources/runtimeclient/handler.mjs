// A function whose event names what it does ("do") and a word for its lines ("mark").

console.log('init-line loading the configuration');
process.stdout.write('init-line bare, from the module\n');
if (process.env.INIT_FAILS) {
  throw new SyntaxError('init-line no such table');
}

class OutOfStock extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = 'OutOfStock';
    this.sku = 'A-7';
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const actions = {
  plain(m) {
    console.log(`${m} log of console`);
    console.debug(`${m} debug of console`);
    console.warn('%s warn with %d arguments', m, 2);
    console.error(`${m} error without an exception`);
    process.stdout.write(`${m} bare line\n`);
    return { mark: m };
  },
  lines(m) {
    console.log(`${m} first of three\n  second\n\n  fourth after a blank one`);
    console.log({ mark: m, order: 7, items: ['a', 'b'] });
    process.stdout.write(`${m} bare one\n  bare two\n`);
  },
  caught(m) {
    console.error(`${m} pay failed`, new OutOfStock(`${m} nothing left`));
  },
  caughtAlone(m) {
    console.error(new RangeError(`${m} index 7 of 3`));
  },
  bareStack(m) {
    process.stderr.write(new TypeError(`${m} x is not a function`).stack + '\n');
    console.log(`${m} goes on`);
  },
  twoStacks(m) {
    console.error(`${m} first`, new RangeError(`${m} one`));
    console.error(`${m} second`, new TypeError(`${m} two`));
  },
  throws(m) {
    console.log(`${m} before`);
    throw new RangeError(`${m} out of range`);
  },
  throwsCause(m) {
    throw new OutOfStock(`${m} no stock`, { cause: new Error(`${m} connection reset`) });
  },
  throwsText(m) {
    throw `${m} only a text`;
  },
  throwsAfterStack(m) {
    process.stderr.write(new TypeError(`${m} first`).stack + '\n');
    throw new RangeError(`${m} the handler's own`);
  },
  async throwsThenStack(m) {
    setImmediate(() => process.stderr.write(new TypeError(`${m} printed after`).stack + '\n'));
    throw new RangeError(`${m} the handler's own`);
  },
  async rejects(m) {
    Promise.reject(new OutOfStock(`${m} nobody waits`));
    await pause(200);
  },
  async uncaught(m) {
    setTimeout(() => {
      throw new EvalError(`${m} in a timer`);
    }, 1);
    await pause(500);
  },
  async exits(m) {
    console.log(`${m} leaving`);
    process.exit(3);
  },
  async hangs(m) {
    console.log(`${m} waiting for ever`);
    process.stdout.write(`${m} bare, waiting\n`);
    await pause(60_000);
  },
  late(m) {
    setTimeout(() => console.log(`${m} late, of console`), 30);
    setTimeout(() => process.stdout.write(`${m} late and bare\n`), 30);
    return pause(1);
  },
  large(m) {
    console.log(`${m} ${'0123456789'.repeat(30_000)} end`);
  },
  open(m) {
    process.stdout.write(`${m} left open`);
    process.stdout.write(` and closed\n`);
  },
  mentions(m) {
    process.stdout.write(`${m} the request before was ${actions.before}\n`);
    console.log(`${m} said so`);
  },
  numbers(m) {
    console.log(42);
    console.log(null);
    console.log('');
    console.log(`${m} last`);
  },
  pino: async (m) => (await import('./loggers.mjs')).pino(m),
  pinoBuffered: async (m) => (await import('./loggers.mjs')).pinoBuffered(m),
  winston: async (m) => (await import('./loggers.mjs')).winston(m),
};

export const handler = async (event, context) => {
  try {
    return await actions[event.do](event.mark);
  } finally {
    actions.before = context.awsRequestId;
  }
};
