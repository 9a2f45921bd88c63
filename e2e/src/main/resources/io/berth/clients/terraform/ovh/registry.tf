data "ovh_cloud_project_capabilities_containerregistry_filter" "plan" {
  service_name = "{service}"
  plan_name    = var.changed ? "MEDIUM" : "SMALL"
  region       = "GRA"
}

# import {service}/{id}
resource "ovh_cloud_project_containerregistry" "main" {
  service_name = "{service}"
  plan_id      = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.id
  region       = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.region
  name         = var.changed ? "renamed" : "mydockerregistry"
}

# after import login: the provider does not read it, and so makes another user
# import {service}/{registry_id}/{id}
resource "ovh_cloud_project_containerregistry_user" "main" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  email        = "foo@bar.com"
  login        = "foobar"
}

# import {service}/{registry_id}
resource "ovh_cloud_project_containerregistry_ip_restrictions_management" "main" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  ip_restrictions = [
    {
      ip_block    = var.changed ? "10.0.0.0/8" : "121.121.121.121/32"
      description = "office"
    }
  ]
}

# import {service}/{registry_id}
resource "ovh_cloud_project_containerregistry_ip_restrictions_registry" "main" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  ip_restrictions = [
    {
      ip_block    = "121.121.121.121/32"
      description = var.changed ? "changed" : "office"
    }
  ]
}

# import {service}/{id}
resource "ovh_cloud_project_containerregistry" "provider" {
  service_name = "{service}"
  plan_id      = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.id
  region       = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.region
  name         = "provider"
}

# after import delete_users, oidc_client_secret: the first is for the creation only, and no API gives out the second, so the provider configures it again
# import {service}/{registry_id}
resource "ovh_cloud_project_containerregistry_oidc" "main" {
  service_name       = "{service}"
  registry_id        = ovh_cloud_project_containerregistry.provider.id
  oidc_name          = var.changed ? "changed" : "my-oidc-provider"
  oidc_endpoint      = "{issuer}"
  oidc_client_id     = "client"
  oidc_client_secret = "secret"
  oidc_scope         = "openid,profile,email,offline_access"
  oidc_group_filter  = "harbor-.*"
  oidc_groups_claim  = "groups"
  oidc_admin_group   = "harbor-admin"
  oidc_verify_cert   = true
  oidc_auto_onboard  = true
  oidc_user_claim    = "preferred_username"
  delete_users       = true
}

# import {service}/{id}
resource "ovh_cloud_project_containerregistry" "accounts" {
  service_name = "{service}"
  plan_id      = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.id
  region       = data.ovh_cloud_project_capabilities_containerregistry_filter.plan.region
  name         = "accounts"
}

# after import delete_users: it is for the creation only, so the provider configures it again
# import {service}/{registry_id}
resource "ovh_cloud_project_containerregistry_iam" "main" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.accounts.id
  delete_users = true
}
