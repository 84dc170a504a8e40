package dev.logtrail.cli.plan;

import dev.logtrail.text.JsonText;
import java.util.List;

/** A plan as JSON, for programs. */
final class PlanJson {
  private PlanJson() {}

  /** One object. */
  static String of(
      Plan plan,
      List<PlanTemplates.Resource> resources,
      MonthlyCosts costs,
      DeliveryPrices prices) {
    return JsonText.object(
        out -> {
          out.writeStringField("via", plan.via().name());
          out.writeStringField("region", plan.region());
          out.writeFieldName("logGroups");
          JsonText.write(out, plan.groups());
          out.writeBooleanField("accountWide", plan.via() != Via.api && plan.isAccountWide());
          out.writeFieldName("leftOut");
          JsonText.write(out, plan.leftOut());
          out.writeArrayFieldStart("resources");
          for (PlanTemplates.Resource r : resources) {
            out.writeStartObject();
            out.writeStringField("id", r.id());
            out.writeStringField("type", r.type());
            out.writeStringField("purpose", r.purpose());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeObjectFieldStart("estimate");
          out.writeNumberField("gbPerDay", plan.volume().gbPerDay());
          out.writeStringField("volumeFrom", plan.volume().from());
          out.writeNumberField("recordKb", plan.volume().recordKb());
          out.writeStringField("usdPerMonth", costs.usd().toPlainString());
          out.writeStringField("prices", prices.date());
          out.writeArrayFieldStart("lines");
          for (MonthlyCosts.Line line : costs.lines()) {
            out.writeStartObject();
            out.writeStringField("what", line.what());
            out.writeNumberField("amount", line.amount());
            out.writeStringField("unit", line.unit());
            out.writeStringField("price", line.price().toPlainString());
            out.writeStringField("usd", line.usd().toPlainString());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeFieldName("notes");
          JsonText.write(out, costs.notes());
          out.writeEndObject();
        });
  }
}
