package dev.logtrail.api.kit;

import dev.logtrail.store.StoreException;
import dev.logtrail.store.TrailPage;
import dev.logtrail.store.TrailQuery;
import dev.logtrail.store.TrailReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose lists can be held up, and that counts what is asked of it. */
public final class HookedReader {
  /** Is told the number of a list call, from 1, before it is answered. */
  public interface Hook {
    public void before(int call) throws InterruptedException;
  }

  public final AtomicInteger lists = new AtomicInteger();
  public final AtomicInteger largest = new AtomicInteger();
  private final TrailReader store;
  private final AtomicInteger events = new AtomicInteger();
  private volatile int eventsFailAt = Integer.MAX_VALUE;
  private final AtomicInteger requestsUntilFault = new AtomicInteger();
  private volatile boolean endless;
  private volatile Hook hook = call -> {};

  public HookedReader(TrailReader store) {
    this.store = store;
  }

  public void before(Hook newHook) {
    hook = newHook;
  }

  /** Lets the events of this many pages be read, and no more. */
  public void failEventsAfter(int pages) {
    events.set(0);
    eventsFailAt = pages;
  }

  /** Makes one request by its id fail: the so-manieth from now on. */
  public void failRequest(int number) {
    requestsUntilFault.set(number);
  }

  /** Makes the last page lead to the first. */
  public void endless() {
    endless = true;
  }

  public TrailReader reader() {
    return (TrailReader)
        Proxy.newProxyInstance(
            TrailReader.class.getClassLoader(),
            new Class<?>[] {TrailReader.class},
            (proxy, method, args) -> {
              if (method.getName().equals("list")) {
                largest.accumulateAndGet(((TrailQuery) args[0]).limit(), Math::max);
                hook.before(lists.incrementAndGet());
              } else if (method.getName().equals("request")) {
                if (requestsUntilFault.getAndDecrement() == 1) {
                  throw new StoreException("went down");
                }
              } else if (method.getName().equals("withEvents")) {
                largest.accumulateAndGet(((List<?>) args[0]).size(), Math::max);
                if (events.incrementAndGet() > eventsFailAt) {
                  throw new StoreException("went down");
                }
              }
              try {
                Object answer = method.invoke(store, args);
                return endless && answer instanceof TrailPage page
                    ? new TrailPage(page.trails(), "c0")
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
