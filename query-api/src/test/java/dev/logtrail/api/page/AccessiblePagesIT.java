package dev.logtrail.api.page;

import dev.logtrail.api.kit.SampleFleet;
import org.junit.jupiter.api.Test;

/** Every view, light and dark, wide and narrow, without what axe finds to keep people out. */
class AccessiblePagesIT extends PageInBrowser {
  private void isAccessible(String view) throws Exception {
    Axe.findsNothing(browser, view);
  }

  @Test
  void theListAndAnOpenRequest() throws Exception {
    openPage("/");
    browser.await(ROW + " === 21");
    isAccessible("the list");
    browser.appear(1440, 900, true);
    browser.press("j");
    browser.eval("document.querySelector('.badge.test').closest('button').click()");
    browser.await("document.querySelector('.entry')");
    isAccessible("an open request, dark");
    for (String tab : new String[] {"result", "time", "report", "raw", "environment"}) {
      browser.eval("document.querySelector('[data-tab=" + tab + "]').click()");
      browser.await(
          "document.querySelector('[aria-selected=true]').dataset.tab === '"
              + tab
              + "' && !document.querySelector('[role=tabpanel] > .note')");
      isAccessible("tab " + tab + ", dark");
    }
  }

  @Test
  void theListOnANarrowScreenAndAFailureAlone() throws Exception {
    browser.appear(360, 740, false);
    openPage("/");
    browser.await(ROW + " === 21");
    isAccessible("the list, 360 px");
    browser.eval("document.querySelector('.menu summary').click()");
    isAccessible("the menu, 360 px");
    openPage("/r/" + SampleFleet.PYTHON_ID);
    browser.await("document.querySelector('.exception')");
    isAccessible("a failure alone, 360 px");
    browser.eval("document.querySelector('[data-tab=why]').click()");
    browser.await("document.querySelectorAll('.why dt').length > 1");
    isAccessible("why it failed, 360 px");
    browser.appear(900, 180, true);
    openPage("/pane?function=orders-api");
    browser.await(ROW + " > 0");
    isAccessible("the pane, dark");
  }

  @Test
  void whatIsEmptyUnknownOrDead() throws Exception {
    openPage("/r/never-came");
    browser.await("document.querySelector('.empty h2')");
    isAccessible("a request that has not come");
    browser.open(server.uri("/t/1-5759e988-bd862e3fe1be46a994272793"));
    browser.await("document.querySelector('.trace [role=alert]')");
    isAccessible("a trace that is not there");
    fleet.executed();
    browser.open(server.uri("/x/" + SampleFleet.EXECUTION));
    browser.await("document.querySelectorAll('.step').length === 2");
    isAccessible("an execution");
    browser.open(server.uri("/dead-letters"));
    browser.await("document.querySelector('main')");
    isAccessible("dead letters");
  }
}
