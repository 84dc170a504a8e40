# A Kinesis stream to which CloudWatch Logs sends log groups, and the permission to read it, for logtrail up --kinesis.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "stream_name" {
  type    = string
  default = "logtrail"
}

variable "retention_hours" {
  description = "How long Logtrail may be away without losing anything, 24 to 8760."
  type        = number
  default     = 24
}

variable "log_groups" {
  description = "Log groups to send, each by a subscription filter of its own; none: all of the region, by an account-level subscription."
  type        = list(string)
  default     = []
}

variable "left_out" {
  description = "Log groups that the account-level subscription leaves out: those of Logtrail itself and of what carries its logs, or each line would make another."
  type        = list(string)
  default     = ["/aws/lambda/logtrail", "/logtrail"]
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

resource "aws_kinesis_stream" "logs" {
  name             = var.stream_name
  retention_period = var.retention_hours
  stream_mode_details {
    stream_mode = "ON_DEMAND"
  }
}

data "aws_iam_policy_document" "sender_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "aws:SourceArn"
      values   = ["arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:*"]
    }
  }
}

data "aws_iam_policy_document" "put" {
  statement {
    actions   = ["kinesis:PutRecord"]
    resources = [aws_kinesis_stream.logs.arn]
  }
}

resource "aws_iam_role" "sender" {
  name_prefix        = "logtrail-sender-"
  description        = "What CloudWatch Logs needs to send to the stream."
  assume_role_policy = data.aws_iam_policy_document.sender_trust.json
}

resource "aws_iam_role_policy" "put" {
  name   = "put"
  role   = aws_iam_role.sender.id
  policy = data.aws_iam_policy_document.put.json
}

# One policy of this kind is allowed in an account and region.
resource "aws_cloudwatch_log_account_policy" "all" {
  count              = length(var.log_groups) == 0 ? 1 : 0
  policy_name        = "logtrail"
  policy_type        = "SUBSCRIPTION_FILTER_POLICY"
  scope              = "ALL"
  selection_criteria = "LogGroupName NOT IN ${jsonencode(var.left_out)}"
  policy_document = jsonencode({
    DestinationArn = aws_kinesis_stream.logs.arn
    RoleArn        = aws_iam_role.sender.arn
    FilterPattern  = ""
    Distribution   = "ByLogStream"
  })
  depends_on = [aws_iam_role_policy.put]
}

resource "aws_cloudwatch_log_subscription_filter" "each" {
  for_each        = toset(var.log_groups)
  name            = "logtrail"
  log_group_name  = each.value
  filter_pattern  = ""
  destination_arn = aws_kinesis_stream.logs.arn
  role_arn        = aws_iam_role.sender.arn
  distribution    = "ByLogStream"
  depends_on      = [aws_iam_role_policy.put]
}

data "aws_iam_policy_document" "reader" {
  statement {
    actions = [
      "kinesis:DescribeStreamSummary",
      "kinesis:ListShards",
      "kinesis:GetShardIterator",
      "kinesis:GetRecords",
    ]
    resources = [aws_kinesis_stream.logs.arn]
  }
}

# To be attached to the role or user that Logtrail runs as.
resource "aws_iam_policy" "reader" {
  name_prefix = "logtrail-kinesis-"
  description = "What Logtrail needs to read the stream."
  policy      = data.aws_iam_policy_document.reader.json
}

output "command" {
  value = "logtrail up --kinesis ${var.stream_name} --region ${data.aws_region.current.name}"
}

output "reader_policy" {
  value = aws_iam_policy.reader.arn
}
