data "harbor_users" "it" {
  username = "{user}"
}
output "found" {
  value = length(data.harbor_users.it.users) == 1
}
