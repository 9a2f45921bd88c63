data "harbor_robot_accounts" "it" {
  name = "data-robot"
}
output "found" {
  value = length(data.harbor_robot_accounts.it.robot_accounts) == 1
}
