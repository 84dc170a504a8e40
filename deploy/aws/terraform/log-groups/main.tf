# The permission to read log groups, for logtrail up --log-group. It sets up nothing else, and nothing else is needed.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "log_groups" {
  description = "A log group, or a pattern of names."
  type        = string
  default     = "/aws/lambda/*"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"] # It takes no ARN.
  }
  statement {
    actions   = ["logs:FilterLogEvents"]
    resources = ["arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:${var.log_groups}:*"]
  }
}

# To be attached to the role or user that Logtrail runs as.
resource "aws_iam_policy" "reader" {
  name_prefix = "logtrail-log-groups-"
  description = "What Logtrail needs to read log groups."
  policy      = data.aws_iam_policy_document.reader.json
}

output "command" {
  value = "logtrail up --log-group '${var.log_groups}' --region ${data.aws_region.current.name}"
}

output "reader_policy" {
  value = aws_iam_policy.reader.arn
}
