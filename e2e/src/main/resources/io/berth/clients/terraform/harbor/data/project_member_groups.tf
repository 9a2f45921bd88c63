data "harbor_project_member_groups" "it" {
  project_id = "/projects/{project}"
}
output "found" {
  value = length(data.harbor_project_member_groups.it.project_member_groups) == 1
}
