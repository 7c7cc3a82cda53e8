// Renders Helm charts as helm does, as far as our charts go: Go's own templates, sprig's functions, values laid over values. Jobs
// come as JSON on the standard input, objects go as JSON to the standard output; so the YAML is read by the library that helm and
// kubectl read it with.
package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"github.com/ghodss/yaml"
)

// A job is a chart with its files of values, or some YAML that is only read.
type job struct {
	Chart   string   `json:"chart"`
	Values  []string `json:"values"`
	Release string   `json:"release"`
	Yaml    string   `json:"yaml"`
}

type result struct {
	Objects []json.RawMessage `json:"objects"`
	Notes   string            `json:"notes"`
	Error   string            `json:"error"`
}

// As helm splits what a template has written.
var separator = regexp.MustCompile(`(?:^|\s*\n)---\s*`)

func main() {
	var jobs []job
	if err := json.NewDecoder(os.Stdin).Decode(&jobs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	results := make([]result, len(jobs))
	for i, one := range jobs {
		var err error
		if one.Chart == "" {
			results[i].Objects, err = objects(one.Yaml)
		} else {
			results[i].Objects, results[i].Notes, err = render(one)
		}
		if err != nil {
			results[i].Error = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func render(one job) ([]json.RawMessage, string, error) {
	var chart map[string]interface{}
	if err := read(filepath.Join(one.Chart, "Chart.yaml"), &chart); err != nil {
		return nil, "", err
	}
	values := map[string]interface{}{}
	for _, file := range append([]string{"values.yaml"}, one.Values...) {
		over := map[string]interface{}{}
		if err := read(filepath.Join(one.Chart, file), &over); err != nil {
			return nil, "", err
		}
		values = lay(over, values)
	}
	// In Go, .Chart has fields: Name, Version, AppVersion.
	about := map[string]interface{}{}
	for key, value := range chart {
		about[strings.ToUpper(key[:1])+key[1:]] = value
	}
	data := map[string]interface{}{
		"Values":       values,
		"Chart":        about,
		"Release":      map[string]interface{}{"Name": one.Release, "Namespace": "default", "Service": "Helm", "IsInstall": true, "Revision": 1},
		"Capabilities": map[string]interface{}{"KubeVersion": map[string]interface{}{"Version": "v1.33.0"}},
		"Template":     map[string]interface{}{"BasePath": "chart/templates"},
	}

	// What is missing is an error here; helm writes nothing in its place.
	all := template.New("chart").Option("missingkey=error")
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	functions["toYaml"] = func(value interface{}) (string, error) {
		text, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), err
	}
	functions["toJson"] = func(value interface{}) (string, error) {
		text, err := json.Marshal(value)
		return string(text), err
	}
	functions["fromYaml"] = func(text string) (map[string]interface{}, error) {
		value := map[string]interface{}{}
		err := yaml.Unmarshal([]byte(text), &value)
		return value, err
	}
	functions["include"] = func(name string, data interface{}) (string, error) {
		var text strings.Builder
		err := all.ExecuteTemplate(&text, name, data)
		return text.String(), err
	}
	all.Funcs(functions)
	names, err := parse(all, one.Chart)
	if err != nil {
		return nil, "", err
	}
	found, notes := []json.RawMessage{}, ""
	for _, name := range names {
		var text strings.Builder
		if err := all.ExecuteTemplate(&text, name, data); err != nil {
			return nil, "", err
		}
		if strings.HasSuffix(name, "NOTES.txt") {
			notes = text.String()
			continue
		}
		here, err := objects(text.String())
		if err != nil {
			return nil, "", fmt.Errorf("%s: %w\n%s", name, err, text.String())
		}
		found = append(found, here...)
	}
	return found, notes, nil
}

func parse(all *template.Template, chart string) ([]string, error) {
	names := []string{}
	root := filepath.Join(chart, "templates")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := "chart/templates/" + filepath.ToSlash(below)
		if _, err := all.New(name).Parse(string(text)); err != nil {
			return err
		}
		if !strings.HasPrefix(filepath.Base(path), "_") {
			names = append(names, name)
		}
		return nil
	})
	sort.Strings(names)
	return names, err
}

// Lays values over others: maps are merged, lists and scalars replaced, and null takes away.
func lay(over, under map[string]interface{}) map[string]interface{} {
	for key, value := range over {
		above, isMap := value.(map[string]interface{})
		below, wasMap := under[key].(map[string]interface{})
		switch {
		case value == nil:
			delete(under, key)
		case isMap && wasMap:
			under[key] = lay(above, below)
		default:
			under[key] = value
		}
	}
	return under
}

func objects(text string) ([]json.RawMessage, error) {
	found := []json.RawMessage{}
	for _, document := range separator.Split(text, -1) {
		if strings.TrimSpace(document) == "" {
			continue
		}
		object, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			return nil, fmt.Errorf("%w in\n%s", err, document)
		}
		if string(object) != "null" {
			found = append(found, object)
		}
	}
	return found, nil
}

func read(path string, into interface{}) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
