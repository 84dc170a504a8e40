/**
 * {@code logtrail aws plan}: what would be created in AWS, and what it would cost.
 *
 * <pre>
 *  AwsPlanCommand ──► Plan ──► PlanTemplates   the files of deploy/aws with the plan's values
 *                       ├────► MonthlyCosts    DeliveryPrices × DeliveryVolume
 *                       └────► PlanText, PlanJson
 * </pre>
 */
package dev.logtrail.cli.plan;
