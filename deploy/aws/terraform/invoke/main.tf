# The permission to invoke functions, for logtrail invoke and logtrail up --allow-invoke.
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "functions" {
  description = "A function, or a pattern of names."
  type        = string
  default     = "dev-*"
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  functions = "arn:${data.aws_partition.current.partition}:lambda:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:function:${var.functions}"
}

data "aws_iam_policy_document" "invoker" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [local.functions, "${local.functions}:*"]
  }
}

# To be attached to the role or user that Logtrail runs as.
resource "aws_iam_policy" "invoker" {
  name_prefix = "logtrail-invoker-"
  description = "What Logtrail needs to invoke functions."
  policy      = data.aws_iam_policy_document.invoker.json
}

output "invoker_policy" {
  value = aws_iam_policy.invoker.arn
}
