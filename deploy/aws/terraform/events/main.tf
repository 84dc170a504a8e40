# EventBridge posts each change of a durable execution's status to a Logtrail server.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "url" {
  description = "The server, reached with a certificate of a public authority."
  type        = string
  default     = "https://logtrail.example.com"
}

variable "ingest_token" {
  description = "The server's LOGTRAIL_INGEST_TOKEN, or a token of kind ingest."
  type        = string
  sensitive   = true
}

data "aws_caller_identity" "current" {}

resource "aws_cloudwatch_event_connection" "server" {
  name               = "logtrail"
  authorization_type = "API_KEY"
  auth_parameters {
    api_key {
      key   = "Authorization"
      value = "Bearer ${var.ingest_token}"
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "server" {
  name                             = "logtrail"
  connection_arn                   = aws_cloudwatch_event_connection.server.arn
  http_method                      = "POST"
  invocation_endpoint              = "${var.url}/ingest/eventbridge"
  invocation_rate_limit_per_second = 300
}

resource "aws_sqs_queue" "undelivered" {
  name_prefix               = "logtrail-undelivered-"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

data "aws_iam_policy_document" "undelivered" {
  statement {
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.undelivered.arn]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.status.arn]
    }
  }
}

resource "aws_sqs_queue_policy" "undelivered" {
  queue_url = aws_sqs_queue.undelivered.id
  policy    = data.aws_iam_policy_document.undelivered.json
}

data "aws_iam_policy_document" "caller_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "call" {
  statement {
    actions   = ["events:InvokeApiDestination"]
    resources = [aws_cloudwatch_event_api_destination.server.arn]
  }
}

resource "aws_iam_role" "caller" {
  name_prefix        = "logtrail-events-"
  description        = "What EventBridge needs to call the server."
  assume_role_policy = data.aws_iam_policy_document.caller_trust.json
}

resource "aws_iam_role_policy" "call" {
  name   = "call"
  role   = aws_iam_role.caller.id
  policy = data.aws_iam_policy_document.call.json
}

resource "aws_cloudwatch_event_rule" "status" {
  name_prefix = "logtrail-"
  description = "Changes of durable executions' status, for Logtrail."
  event_pattern = jsonencode({
    source        = ["aws.lambda"]
    "detail-type" = ["Durable Execution Status Change"]
  })
}

resource "aws_cloudwatch_event_target" "server" {
  rule     = aws_cloudwatch_event_rule.status.name
  arn      = aws_cloudwatch_event_api_destination.server.arn
  role_arn = aws_iam_role.caller.arn
  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }
  dead_letter_config {
    arn = aws_sqs_queue.undelivered.arn
  }
}

output "queue" {
  description = "Where to find what could not be delivered."
  value       = aws_sqs_queue.undelivered.id
}
