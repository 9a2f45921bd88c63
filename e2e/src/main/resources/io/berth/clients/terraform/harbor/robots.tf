# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "robots" {
  name                   = "tf-robots"
  vulnerability_scanning = false
}

# after import secret: no API gives it out
resource "harbor_robot_account" "system" {
  name        = "example-system"
  description = var.changed ? "changed" : "system level robot account"
  level       = "system"
  secret      = "Secret-12345"
  permissions {
    access {
      action   = "create"
      resource = "label"
    }
    kind      = "system"
    namespace = "/"
  }
  permissions {
    access {
      action   = "push"
      resource = "repository"
    }
    kind      = "project"
    namespace = harbor_project.robots.name
  }
  permissions {
    access {
      action   = "pull"
      resource = "repository"
    }
    kind      = "project"
    namespace = "*"
  }
}

# after import secret: no API gives it out
resource "harbor_robot_account" "project" {
  name        = "example-project"
  description = var.changed ? "changed" : "project level"
  level       = "project"
  duration    = var.changed ? 30 : -1
  permissions {
    access {
      action   = "pull"
      resource = "repository"
    }
    access {
      action   = "push"
      resource = "repository"
    }
    kind      = "project"
    namespace = harbor_project.robots.name
  }
}

# after import secret_wo_version, secret: it is Terraform's alone
resource "harbor_robot_account" "write_only" {
  name              = "example-wo"
  level             = "project"
  secret_wo         = var.changed ? "StrongSecret124" : "StrongSecret123"
  secret_wo_version = var.changed ? 2 : 1
  permissions {
    access {
      action   = "pull"
      resource = "repository"
    }
    kind      = "project"
    namespace = harbor_project.robots.name
  }
}

# after import secret: no API gives it out
resource "harbor_robot_account" "many" {
  name        = "ci"
  description = "ci"
  level       = "project"
  disable     = var.changed
  permissions {
    dynamic "access" {
      for_each = {
        tag            = "create"
        artifact       = "delete"
        tag-retention  = "create"
        repository     = "push"
        artifact-label = "create"
        immutable-tag  = "create"
        scan           = "create"
      }
      content {
        resource = access.key
        action   = access.value
      }
    }
    kind      = "project"
    namespace = harbor_project.robots.name
  }
}
