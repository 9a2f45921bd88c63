data "harbor_project_member_users" "it" {
  project_id = "/projects/{project}"
}
output "found" {
  value = length(data.harbor_project_member_users.it.project_member_users) == 2
}
