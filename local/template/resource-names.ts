import { account, region } from '../settings.ts';
import type { RawResource } from './raw-template.ts';

/**
 * The results of `Ref` and `Fn::GetAtt` for a resource. Where CloudFormation would generate a name, the logical id is
 * used.
 */

export type Resolve = (value: unknown) => unknown;

/** Addresses that are known only once the run has opened its ports. */
export type Place = { queueUrl(name: string): string; apiUrl: string };

export type Named = { ref: string; attributes: Record<string, string> };

export const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;

export const nameResource = (id: string, resource: RawResource, resolve: Resolve, place: Place): Named => {
  const own = (property: string): string => {
    const value = resource.Properties[property];
    return value === undefined ? id : String(resolve(value));
  };
  switch (resource.Type) {
    case 'AWS::Lambda::Function': {
      const name = own('FunctionName');
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    }
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable': {
      const name = own('TableName');
      return { ref: name, attributes: { Arn: arn('dynamodb', `table/${name}`) } };
    }
    case 'AWS::S3::Bucket': {
      const name = own('BucketName').toLowerCase();
      const host = `${name}.s3.${region}.amazonaws.com`;
      return { ref: name, attributes: { Arn: `arn:aws:s3:::${name}`, DomainName: host, RegionalDomainName: host } };
    }
    case 'AWS::SQS::Queue': {
      const name = own('QueueName');
      return { ref: place.queueUrl(name), attributes: { Arn: arn('sqs', name), QueueName: name } };
    }
    case 'AWS::SNS::Topic': {
      const name = own('TopicName');
      return { ref: arn('sns', name), attributes: { TopicName: name, TopicArn: arn('sns', name) } };
    }
    case 'AWS::StepFunctions::StateMachine': {
      const name = own('StateMachineName');
      const machine = arn('states', `stateMachine:${name}`);
      return { ref: machine, attributes: { Arn: machine, Name: name } };
    }
    case 'AWS::SecretsManager::Secret': {
      // Secrets Manager appends six characters to the name.
      const secret = arn('secretsmanager', `secret:${own('Name')}-000000`);
      return { ref: secret, attributes: { Id: secret } };
    }
    case 'AWS::SES::EmailIdentity':
      return { ref: own('EmailIdentity'), attributes: {} };
    case 'AWS::SES::ConfigurationSet':
      return { ref: own('Name'), attributes: {} };
    case 'AWS::SES::ReceiptRuleSet':
      return { ref: own('RuleSetName'), attributes: {} };
    case 'AWS::ApiGatewayV2::Api':
      return { ref: id.toLowerCase(), attributes: { ApiEndpoint: place.apiUrl, ApiId: id.toLowerCase() } };
    case 'AWS::IAM::Role':
      return { ref: own('RoleName'), attributes: { Arn: `arn:aws:iam::${account}:role/${own('RoleName')}` } };
    case 'AWS::KMS::Key':
      return { ref: id, attributes: { Arn: arn('kms', `key/${id}`), KeyId: id } };
    case 'AWS::Logs::LogGroup':
      return { ref: own('LogGroupName'), attributes: { Arn: arn('logs', `log-group:${own('LogGroupName')}:*`) } };
    default:
      return { ref: id, attributes: {} };
  }
};
