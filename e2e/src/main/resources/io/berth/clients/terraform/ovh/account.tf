resource "ovh_me_api_oauth2_client" "code" {
  name          = var.changed ? "renamed" : "code"
  flow          = "AUTHORIZATION_CODE"
  description   = "an application"
  callback_urls = ["https://my-app.com/callback"]
}

resource "ovh_me_api_oauth2_client" "credentials" {
  name        = "credentials"
  flow        = "CLIENT_CREDENTIALS"
  description = var.changed ? "changed" : "a service account"
}

# after import password: no API gives it out
resource "ovh_me_identity_user" "main" {
  description = var.changed ? "changed" : "Some custom description"
  email       = "my_login@example.com"
  group       = "DEFAULT"
  login       = "my_login"
  password    = "super-s3cr3t!password"
}
