terraform {
  required_providers {
    harbor = { source = "goharbor/harbor" }
  }
}

provider "harbor" {
  url      = "{url}"
  username = "{user}"
  password = "{password}"
}

variable "changed" {
  type = bool
}
