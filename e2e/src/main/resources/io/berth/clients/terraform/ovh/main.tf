terraform {
  required_providers {
    ovh = { source = "ovh/ovh" }
  }
}

provider "ovh" {
  endpoint           = "{endpoint}"
  application_key    = "{key}"
  application_secret = "{secret}"
  consumer_key       = "{consumer}"
}

variable "changed" {
  type = bool
}
