// Speaks to the control API with OVHcloud's own Go client: one JSON request per line in, one JSON answer per line out.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"github.com/ovh/go-ovh/ovh"
)

type options struct {
	Host        string `json:"host"`
	Port        int    `json:"port"`
	BasePath    string `json:"basePath"`
	AppKey      string `json:"appKey"`
	AppSecret   string `json:"appSecret"`
	ConsumerKey string `json:"consumerKey"`
}

type request struct {
	Method string          `json:"method"`
	Path   string          `json:"path"`
	Params json.RawMessage `json:"params"`
}

func query(path string, params json.RawMessage) (string, error) {
	if len(params) == 0 {
		return path, nil
	}
	var given map[string]any
	if err := json.Unmarshal(params, &given); err != nil {
		return "", err
	}
	values := url.Values{}
	for name, value := range given {
		values.Set(name, fmt.Sprint(value))
	}
	return path + "?" + values.Encode(), nil
}

func call(client *ovh.Client, r request) (any, error) {
	var value any
	var body any
	if r.Method == "GET" || r.Method == "DELETE" {
		path, err := query(r.Path, r.Params)
		if err != nil {
			return nil, err
		}
		return given(client.CallAPI(r.Method, path, nil, &value, true), &value)
	}
	if len(r.Params) > 0 {
		body = r.Params
	}
	return given(client.CallAPI(r.Method, r.Path, body, &value, true), &value)
}

func given(err error, value *any) (any, error) {
	return *value, err
}

func main() {
	var o options
	if err := json.Unmarshal([]byte(os.Getenv("OVH_CLIENT")), &o); err != nil {
		panic(err)
	}
	endpoint := "https://" + o.Host + ":" + strconv.Itoa(o.Port) + o.BasePath
	client, err := ovh.NewClient(endpoint, o.AppKey, o.AppSecret, o.ConsumerKey)
	if err != nil {
		panic(err)
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r request
		answer := map[string]any{"warnings": []string{}}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			panic(err)
		}
		value, err := call(client, r)
		var refusal *ovh.APIError
		switch {
		case err == nil:
			answer["value"] = value
		case errors.As(err, &refusal):
			answer["status"], answer["message"] = strconv.Itoa(refusal.Code), refusal.Message
		default:
			answer["status"], answer["message"] = "none", err.Error()
		}
		said, _ := json.Marshal(answer)
		fmt.Println(string(said))
	}
}
