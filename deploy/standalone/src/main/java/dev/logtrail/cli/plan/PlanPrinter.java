package dev.logtrail.cli.plan;

import java.io.PrintWriter;
import java.util.List;

/** Prints plans. */
public final class PlanPrinter {
  /** As what. */
  public enum Format {
    /** For people. */
    text,
    /** Templates for {@code aws cloudformation deploy}, one after the other. */
    cloudformation,
    /** Modules for {@code terraform apply}. */
    terraform,
    /** For programs. */
    json
  }

  private final PrintWriter out;
  private final PlanTemplates templates;

  /** Prints with the templates that come with the program. */
  public PlanPrinter(PrintWriter out) {
    this(out, PlanTemplates.ofProgram());
  }

  PlanPrinter(PrintWriter out, PlanTemplates templates) {
    this.out = out;
    this.templates = templates;
  }

  /** Prints a plan. */
  public void print(Plan plan, Format format) {
    DeliveryPrices prices = DeliveryPrices.builtIn();
    List<PlanTemplates.Resource> resources = templates.resources(plan);
    MonthlyCosts costs = MonthlyCosts.of(plan, prices);
    switch (format) {
      case text -> new PlanText(out).print(plan, resources, costs, prices);
      case json -> out.println(PlanJson.of(plan, resources, costs, prices));
      case cloudformation -> templates(plan, "---\n", templates::cloudFormation);
      case terraform ->
          templates(
              plan,
              "\n# The next is a module of its own: put it into another folder.\n",
              templates::terraform);
    }
    out.flush();
  }

  private interface Template {
    String text(Plan plan, String name);
  }

  private void templates(Plan plan, String between, Template template) {
    String before = "";
    for (String name : plan.templates()) {
      out.print(before + template.text(plan, name));
      before = between;
    }
  }
}
