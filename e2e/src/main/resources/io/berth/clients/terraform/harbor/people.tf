# after import password: no API gives it out
resource "harbor_user" "main" {
  username  = "john"
  password  = var.changed ? "Password54321!" : "Password12345!"
  full_name = var.changed ? "John S" : "John Smith"
  email     = "john@example.org"
}

# after import password: no API gives it out
resource "harbor_user" "administrator" {
  username  = "jane"
  password  = "Password12345!"
  full_name = "Jane Smith"
  email     = "jane@example.org"
  admin     = var.changed
}

# never clean admin: a Harbor makes nobody an administrator at once, so the second apply does
# after import password: no API gives it out
resource "harbor_user" "born_administrator" {
  username  = "joan"
  password  = "Password12345!"
  full_name = "Joan Smith"
  email     = "joan@example.org"
  admin     = true
}

# after import password_wo_version: it is Terraform's alone
resource "harbor_user" "write_only" {
  username            = "jim"
  password_wo         = var.changed ? "Password54321!" : "Password12345!"
  password_wo_version = var.changed ? 2 : 1
  full_name           = "Jim Smith"
  email               = "jim@example.org"
}

resource "harbor_group" "storage" {
  group_name = "storage-group"
  group_type = 3
}

# after import ldap_group_dn: the provider does not read it
resource "harbor_group" "named" {
  group_name    = "named-group"
  group_type    = 3
  ldap_group_dn = "named-group"
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "members" {
  name                   = "tf-members"
  vulnerability_scanning = false
  force_destroy          = true
}

resource "harbor_project_member_user" "main" {
  project_id = harbor_project.members.id
  user_name  = harbor_user.main.username
  role       = var.changed ? "developer" : "projectadmin"
}

resource "harbor_project_member_user" "guest" {
  project_id = harbor_project.members.id
  user_name  = harbor_user.write_only.username
  role       = var.changed ? "limitedguest" : "guest"
}

# after import type: the provider does not read it
resource "harbor_project_member_group" "main" {
  project_id = harbor_project.members.id
  group_name = harbor_group.storage.group_name
  role       = var.changed ? "maintainer" : "guest"
  type       = "oidc"
}
