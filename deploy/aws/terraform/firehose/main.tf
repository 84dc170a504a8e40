# A Firehose stream that posts log groups to a Logtrail server which AWS can reach by HTTPS; what cannot be delivered is kept in a bucket.
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

variable "url" {
  description = "The server, reached on port 443 with a certificate of a public authority."
  type        = string
  default     = "https://logtrail.example.com"
}

variable "ingest_token" {
  description = "The server's LOGTRAIL_INGEST_TOKEN, or a token of kind ingest."
  type        = string
  sensitive   = true
}

variable "kept_days" {
  description = "How long the bucket keeps what could not be delivered."
  type        = number
  default     = 30
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

resource "aws_s3_bucket" "undelivered" {
  bucket_prefix = "logtrail-undelivered-"
}

resource "aws_s3_bucket_public_access_block" "undelivered" {
  bucket                  = aws_s3_bucket.undelivered.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "undelivered" {
  bucket = aws_s3_bucket.undelivered.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "undelivered" {
  bucket = aws_s3_bucket.undelivered.id
  rule {
    id     = "kept"
    status = "Enabled"
    filter {}
    expiration {
      days = var.kept_days
    }
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }
}

resource "aws_cloudwatch_log_group" "faults" {
  name              = "/aws/kinesisfirehose/${var.stream_name}"
  retention_in_days = 14
}

resource "aws_cloudwatch_log_stream" "faults" {
  name           = "delivery"
  log_group_name = aws_cloudwatch_log_group.faults.name
}

data "aws_iam_policy_document" "deliverer_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["firehose.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "keep" {
  statement {
    actions = [
      "s3:GetBucketLocation",
      "s3:ListBucket",
      "s3:ListBucketMultipartUploads",
    ]
    resources = [aws_s3_bucket.undelivered.arn]
  }
  statement {
    actions = [
      "s3:AbortMultipartUpload",
      "s3:GetObject",
      "s3:PutObject",
    ]
    resources = ["${aws_s3_bucket.undelivered.arn}/*"]
  }
  statement {
    actions   = ["logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.faults.arn}:log-stream:${aws_cloudwatch_log_stream.faults.name}"]
  }
}

resource "aws_iam_role" "deliverer" {
  name_prefix        = "logtrail-deliverer-"
  description        = "What Firehose needs to keep what could not be delivered, and to say why."
  assume_role_policy = data.aws_iam_policy_document.deliverer_trust.json
}

resource "aws_iam_role_policy" "keep" {
  name   = "keep"
  role   = aws_iam_role.deliverer.id
  policy = data.aws_iam_policy_document.keep.json
}

resource "aws_kinesis_firehose_delivery_stream" "logs" {
  name        = var.stream_name
  destination = "http_endpoint"
  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK"
  }
  http_endpoint_configuration {
    name               = "logtrail"
    url                = "${var.url}/ingest/firehose"
    access_key         = var.ingest_token
    role_arn           = aws_iam_role.deliverer.arn
    buffering_interval = 5
    buffering_size     = 1
    retry_duration     = 7200
    s3_backup_mode     = "FailedDataOnly"
    request_configuration {
      content_encoding = "GZIP"
    }
    s3_configuration {
      role_arn           = aws_iam_role.deliverer.arn
      bucket_arn         = aws_s3_bucket.undelivered.arn
      compression_format = "UNCOMPRESSED" # CloudWatch Logs has compressed it already.
    }
    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = aws_cloudwatch_log_group.faults.name
      log_stream_name = aws_cloudwatch_log_stream.faults.name
    }
  }
  depends_on = [aws_iam_role_policy.keep]
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
    actions   = ["firehose:PutRecord"]
    resources = [aws_kinesis_firehose_delivery_stream.logs.arn]
  }
}

resource "aws_iam_role" "sender" {
  name_prefix        = "logtrail-sender-"
  description        = "What CloudWatch Logs needs to send to Firehose."
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
  selection_criteria = "LogGroupName NOT IN ${jsonencode(concat([aws_cloudwatch_log_group.faults.name], var.left_out))}"
  policy_document = jsonencode({
    DestinationArn = aws_kinesis_firehose_delivery_stream.logs.arn
    RoleArn        = aws_iam_role.sender.arn
    FilterPattern  = ""
  })
  depends_on = [aws_iam_role_policy.put]
}

resource "aws_cloudwatch_log_subscription_filter" "each" {
  for_each        = toset(var.log_groups)
  name            = "logtrail"
  log_group_name  = each.value
  filter_pattern  = ""
  destination_arn = aws_kinesis_firehose_delivery_stream.logs.arn
  role_arn        = aws_iam_role.sender.arn
  depends_on      = [aws_iam_role_policy.put]
}

output "bucket" {
  description = "Where to find what could not be delivered."
  value       = aws_s3_bucket.undelivered.id
}
