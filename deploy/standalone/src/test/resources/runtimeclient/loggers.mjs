// What functions log with beside console.
import pinoLogger from 'pino';
import winstonLogger from 'winston';

const log = pinoLogger({ base: undefined }, pinoLogger.destination({ dest: 1, sync: true }));
const buffered = pinoLogger({ base: undefined });
const json = winstonLogger.createLogger({
  format: winstonLogger.format.combine(
    winstonLogger.format.errors({ stack: true }),
    winstonLogger.format.timestamp(),
    winstonLogger.format.json()),
  transports: [new winstonLogger.transports.Console()],
});

export function pino(m) {
  log.info({ order: 7 }, `${m} info of pino`);
  log.error(new RangeError(`${m} thrown for pino`), `${m} error of pino`);
}

/** What pino does of itself: it may write after the handler has returned. */
export function pinoBuffered(m) {
  buffered.info(`${m} first of buffered pino`);
  buffered.warn(`${m} second of buffered pino`);
}

export async function winston(m) {
  json.warn(`${m} warn of winston`, { order: 7 });
  json.error(`${m} error of winston`, new TypeError(`${m} thrown for winston`));
  await new Promise((resolve) => setImmediate(resolve));
}
